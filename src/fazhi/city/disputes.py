"""The mediation ledger: two years of rows in the order of their days, with running numbers and references to first cases."""

from collections.abc import Iterator

from fazhi.city.casework import Matter, Office, matter, written_out
from fazhi.city.docket import docket
from fazhi.city.people import Row
from fazhi.city.windows import Year


def disputes(office: Office, year: Year) -> Iterator[Row]:
    """Rows of one year. The rows of one dispute share parties and quarrel; all but the first refer to the first."""
    cases = sorted(docket(office.city, year), key=lambda case: (case.applied, case.step, case.root))
    firsts: dict[int, tuple[str, Matter]] = {}
    for order, case in enumerate(cases, start=1):
        rng = office.plan.chance("case", year.first.year, order)
        number = f"{year.first.year}-{order:06d}"
        if case.root not in firsts:
            firsts[case.root] = (number, matter(office, rng, case))
        first, of = firsts[case.root]
        yield {"台账序号": number, **written_out(office, rng, case, of), "首案引用": None if first == number else first}
