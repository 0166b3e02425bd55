"""What holds of every period, wherever it starts and however it is paused."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.kernel.calendar import Days, Months, Period, WorkingDays, is_working_day, reckon
from fazhi.kernel.calendar.counting import in_order, pause_on

STARTS = st.dates(date(2006, 1, 1), date(2025, 6, 30))
PERIODS = st.builds(Period, st.integers(1, 90), st.sampled_from(["wd", "cd"]), roll=st.booleans()) | st.builds(
    Months, st.integers(1, 6)
)
SPANS = st.tuples(STARTS, st.integers(0, 40))


@st.composite
def pauses_after(draw, start: date):
    gaps = draw(st.lists(st.tuples(st.integers(-20, 120), st.integers(0, 15)), max_size=3))
    return [(start + timedelta(days=gap), start + timedelta(days=gap + length)) for gap, length in gaps]


@st.composite
def clocks(draw):
    start = draw(STARTS)
    return draw(PERIODS), start, draw(pauses_after(start)), draw(st.integers(0, 10))


@given(clocks())
@settings(max_examples=200, deadline=None)
def test_the_explanation_counts_what_was_asked_and_ends_on_the_same_day(clock):
    period, start, pauses, extra = clock
    extra = 0 if period.unit == "month" else extra
    reckoning = reckon(period, start, pauses, extra)
    numbers = [day.number for day in reckoning.days if day.number]
    assert reckoning.due == period.due(start, pauses, extra) == reckoning.days[-1].date
    assert numbers == list(range(1, len(numbers) + 1))
    assert period.unit == "month" or numbers[-1] == period.length + extra
    assert [day.date for day in reckoning.days] == [start + timedelta(days=n) for n in range(len(reckoning.days))]


@given(clocks())
@settings(max_examples=200, deadline=None)
def test_a_rolled_last_day_is_a_working_day_that_is_not_paused(clock):
    period, start, pauses, _ = clock
    due = period.due(start, pauses)
    assert pause_on(due, pauses) is None
    assert is_working_day(due) or not period.roll


@given(clocks())
@settings(max_examples=200, deadline=None)
def test_pausing_never_shortens_and_extending_never_does(clock):
    period, start, pauses, extra = clock
    plain = period.due(start)
    assert period.due(start, pauses) >= plain
    assert period.due(start, extra=min(extra, 6)) >= plain
    for kept in range(len(pauses)):
        assert period.due(start, pauses[:kept]) <= period.due(start, pauses)


@given(STARTS, st.integers(1, 60), st.integers(1, 15))
@settings(max_examples=100, deadline=None)
def test_a_calendar_period_paused_for_n_days_ends_n_days_later(start, length, paused):
    span = (start + timedelta(days=1), start + timedelta(days=1 + paused))
    assert Days(length, roll=False).due(start, [span]) == start + timedelta(days=length + paused)


@given(STARTS, st.integers(1, 40), st.sampled_from([Days, WorkingDays, Months]))
@settings(max_examples=200, deadline=None)
def test_backward_finds_the_latest_day_that_leaves_the_whole_period(event, length, unit):
    length = min(length, 6) if unit is Months else length
    latest = unit(length, backward=True, roll=False).due(event)
    forward = unit(length, roll=False)
    assert forward.due(latest) < event <= forward.due(latest + timedelta(days=1))


@given(st.lists(SPANS, max_size=6), STARTS)
def test_pauses_in_order_cover_the_same_days(spans, day):
    pauses = [(since, since + timedelta(days=length)) for since, length in spans]
    merged = in_order(pauses)
    assert bool(pause_on(day, pauses)) == bool(pause_on(day, merged))
    assert all(one[1] < other[0] for one, other in zip(merged, merged[1:], strict=False))
