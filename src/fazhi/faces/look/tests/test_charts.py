"""The geometry of charts, bars and maps."""

import pytest

from fazhi.faces.look import bars, charts, maps


def test_the_axis_starts_at_zero_and_ends_on_a_round_number_above_the_highest_value():
    assert charts.scale(921) == [0, 250, 500, 750, 1000]
    assert charts.scale(8) == [0, 2, 4, 6, 8]
    assert charts.scale(0.37)[-1] == pytest.approx(0.4)
    assert charts.scale(1_000_000)[-1] == 1_000_000


def test_an_empty_year_still_has_an_axis_and_no_line():
    chart = charts.line_chart(["1月", "2月"], [None, None])
    assert [tick.text for tick in chart.ticks] == ["0", "1"]
    assert (chart.lines, chart.dots, chart.area, chart.lead) == ([], [], "", None)


def test_a_line_runs_from_the_left_edge_to_the_right_edge_and_the_area_closes_on_the_floor():
    chart = charts.line_chart(["1月", "2月", "3月"], [0, 50, 100])
    first, *_, last = chart.dots
    assert (first.x, first.y) == (charts.LEFT, chart.height - charts.BOTTOM)
    assert (last.x, last.y) == (chart.width - charts.RIGHT, charts.TOP)
    assert chart.area.startswith(f"{first.x:.1f},{first.y:.1f}") and chart.area.endswith(
        f"{last.x:.1f},{chart.height - charts.BOTTOM:.1f}"
    )


def test_a_missing_month_is_left_out_and_never_drawn_as_zero():
    chart = charts.line_chart(["1月", "2月", "3月"], [10, None, 20], [5, 6, 7], unit="件")
    assert [dot.label for dot in chart.dots] == ["1月", "3月"]
    assert [line.css for line in chart.lines] == ["l2", "l1"]
    assert chart.summary == "1月 10件，3月 20件"


def test_one_single_month_stands_in_the_middle():
    chart = charts.line_chart(["1月"], [3])
    assert charts.LEFT < chart.dots[0].x < chart.width - charts.RIGHT
    assert chart.lines == []


def test_a_sparkline_needs_two_values_and_a_flat_one_lies_in_the_middle():
    assert charts.spark([4]) is None
    flat = charts.spark([5, 5])
    assert flat is not None and flat.points == "0.0,14.0 120.0,14.0"
    rising = charts.spark([1, 2])
    assert rising is not None and rising.points == "0.0,25.0 120.0,3.0"


def test_shares_fill_the_bar_and_nothing_is_drawn_for_nothing():
    segments = bars.shares([("q2", 62), ("q3", 0), ("fs", 38)])
    assert [segment.css for segment in segments] == ["q2", "fs"]
    assert segments[1].x == 62.0
    assert segments[-1].x + segments[-1].width <= 100
    assert bars.shares([("q2", 0)]) == [] and bars.shares([]) == []


def test_a_tiny_share_can_still_be_seen():
    assert bars.shares([("q2", 10_000), ("fo", 1)])[-1].width >= bars.GAP


def test_a_mark_stays_within_its_stretch_of_the_scale():
    thin, thick = bars.marks(96.2, 97, 90, 100)
    assert (thin.x, thick.x) == (70.0, 62.0)
    assert bars.marks(120, None, 90, 100)[0].x == 98
    assert bars.length(3, 0) == [] and bars.length(5, 10)[0].width == 50


def test_every_township_gets_a_square_of_its_own():
    counties = [maps.County(f"县{number}", [maps.Town(f"镇{town}", town) for town in range(15)]) for number in range(5)]
    drawn = maps.tile_map(counties)
    assert len({(tile.x, tile.y) for tile in drawn.tiles}) == 75
    assert len(drawn.names) == 5


def test_townships_and_counties_placed_by_hand_stay_where_they_were_put():
    town = maps.Town("荷花", 191, column=2, row=1)
    drawn = maps.tile_map([maps.County("荷塘区", [town], x=6, y=0)], bounds=[80, 110, 140, 170])
    tile = drawn.tiles[0]
    assert (tile.x, tile.y) == (8 * maps.PITCH_X, maps.PITCH_Y)
    assert (tile.css, tile.text_css, tile.label) == ("q5", "t2", "荷塘区荷花 191 件")


def test_a_township_without_a_figure_is_not_taken_for_zero():
    drawn = maps.tile_map([maps.County("荷塘区", [maps.Town("荷花", None), maps.Town("荷园", 0)])])
    assert [(tile.css, tile.value) for tile in drawn.tiles] == [("q0", "无"), ("q3", "0")]


def test_quintiles_part_the_values_into_five_steps():
    bounds = maps.quintiles(list(range(1, 11)))
    assert [maps.class_of(value, bounds) for value in (1, 3, 5, 7, 9)] == [1, 2, 3, 4, 5]
    drawn = maps.legend(bounds, list(range(1, 11)))
    assert [(key.css, key.label) for key in drawn] == [("q1", "1–2"), ("q2", "3–4"), ("q3", "5–6"), ("q4", "7–8"), ("q5", "9–10")]


def legend_of(*values):
    towns = [maps.Town(f"镇{n}", value) for n, value in enumerate(values)]
    return [(key.css, key.label) for key in maps.tile_map([maps.County("荷塘区", towns)]).legend]


def test_the_legend_of_few_or_equal_values_says_what_there_is():
    assert legend_of() == legend_of(None) == []
    assert legend_of(0, 0, 0) == [("q3", "0")] and legend_of(4) == [("q3", "4")]
    assert legend_of(0, 0, 0, 2) == [("q2", "0"), ("q4", "2")]
    assert legend_of(0, 0, 1, 5, 1200) == [("q1", "0"), ("q2", "1"), ("q4", "5"), ("q5", "1,200")]


def test_a_city_without_counties_draws_an_empty_map():
    assert maps.tile_map([]).tiles == []
