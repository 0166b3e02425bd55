"""What is done in a review of files: lists fixed, files drawn by a key anybody can compute, scores brought together, problems listed."""

from decimal import Decimal
from hashlib import sha256
from operator import attrgetter, itemgetter
from typing import Any

from fazhi.kernel import registry
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.ledger.log.sampling import first_by_rank, rank_under
from fazhi.kernel.records.querysets import lock
from fazhi.kernel.records.rowkeys import give_keys

from ..gates.reviews import AVOIDANCE, differs, fault_of, faults_of_reviewers, teams_of
from ..models import Problem, ReviewedFile, ReviewGroup, ReviewPlan, ScoreSheet, Stratum, Supervision
from ..models.plans import CIRCULAR_NO
from ..review_words import FileKind, Grade, Method, Place
from ..rules import GRADES, SCORE_GAP
from ..words import Source
from .issuing import makes


def list_external(plan: ReviewPlan, act: Acting) -> None:
    """Files on paper, or of other systems: their list is fixed with the plan like those of this platform."""
    act.part.is_external = True
    act.part.fix(plan.per_stratum)


def commit(plan: ReviewPlan, act: Acting) -> None:
    """From now on nothing can be chosen: lists, numbers and source stand in the ledger by their fingerprint."""
    plan.committed_on = act.on
    plan.terms = {**GRADES.value(act.on), "gap": SCORE_GAP.value(act.on)}
    if act.via == "import":
        return
    for stratum in _platform_strata(plan, act):
        act.docket.add(plan, stratum)
    for row in plan.rows("strata"):
        row.fix(row.size if plan.method != Method.RANDOM else plan.per_stratum)
        act.save(row)
    plan.plan_hash = sha256(plan.commitment).hexdigest()


def _platform_strata(plan: ReviewPlan, act: Acting) -> list[Stratum]:
    """One list for each body and kind that this platform keeps, of the files closed in the period that the actor may see."""
    if plan.method == Method.SENT:
        return []
    found: dict[tuple[int, str], list[str]] = {}
    for kind in plan.kinds:
        if kind not in registry.on("flows"):
            continue
        rows = registry.model(kind).objects.visible_to(act.person)
        rows = rows.filter(path__startswith=plan.region.path, closed_on__range=(plan.period_from, plan.period_to))
        for pk, number, unit in rows.exclude(number="").values_list("pk", "number", "unit_id"):
            found.setdefault((unit, kind), []).append(f"#{pk} {number}")
    known = {(row.body_id, row.kind) for row in plan.rows("strata")}
    return [
        Stratum(of=plan, body_id=unit, kind=kind, listing="\n".join(lines))
        for (unit, kind), lines in sorted(found.items())
        if (unit, kind) not in known
    ]


def ranked(plan: ReviewPlan) -> list[tuple[str, str, Stratum]]:
    """(rank, line of the list, stratum) of what is drawn, in the order of the ranks; the same for whoever has the plan and the number."""
    rank = rank_under(plan.commitment, plan.source_text)
    found: list[tuple[bytes, str, Stratum]] = []
    for stratum in plan.in_order:
        begin = b"\0".join((b"F", str(plan.pk).encode(), stratum.code.encode(), b""))
        picks = first_by_rank(rank, begin, stratum.files, stratum.quota, str)
        found += [(own, line, stratum) for own, line, _ in picks]
    return [(own.hex(), line, stratum) for own, line, stratum in sorted(found, key=itemgetter(0, 1))]


def draw(plan: ReviewPlan, act: Acting) -> None:
    """The files that fell, each a case of its own; what a ledger tells has its files in another ledger."""
    plan.drawn_on = act.on
    if act.via == "import":
        return
    files = [_drawn(plan, own, line, stratum) for own, line, stratum in ranked(plan)]
    _allot(files, [row for row in plan.rows("groups") if row.state == "working"])
    give_keys(files)
    act.opens(*files)


def _drawn(plan: ReviewPlan, own: str, line: str, stratum: Stratum) -> ReviewedFile:
    key, _, number = line.partition(" ")
    is_ours = not stratum.is_external and key.startswith("#")
    number = number if is_ours else line
    return ReviewedFile(
        unit=plan.unit,
        plan=plan,
        body=stratum.body,
        kind=stratum.kind,
        file_no=number,
        title=f"{FileKind(stratum.kind).label} {number}"[:160],
        record_id=int(key[1:]) if is_ours else None,
        rank=own,
    )


def _allot(files: list[ReviewedFile], groups: list[ReviewGroup]) -> None:
    """Each to the group with the fewest that may review it, those first that few may; in the order of the draw. What no group may
    review waits for a hand."""
    load, may, teams = dict.fromkeys(groups, 0), {}, teams_of(files) if groups else {}
    for file in files if groups else ():
        team = teams.get((file.kind, file.record_id), set())
        may[file.rank] = [group for group in groups if not any(fault_of(file, person, team) for person in group.team())]
    for file in sorted(files, key=lambda file: len(may.get(file.rank, ()))):
        if free := may.get(file.rank):
            file.group = min(free, key=lambda group: (load[group], group.pk))
            load[file.group] += 1


def report(plan: ReviewPlan, act: Acting) -> None:
    plan.reported_on = act.on


def circulate(plan: ReviewPlan, act: Acting) -> None:
    plan.circulated_on, plan.closed_on = act.on, act.on
    act.number(plan, CIRCULAR_NO, "circular_no")
    makes("oversight.circular", plan, act)


# A file


def name_file(file: ReviewedFile, act: Acting) -> None:
    file.title = file.title or f"{file.get_kind_display()} {file.file_no}"[:160]


def assign(file: ReviewedFile, act: Acting) -> None:
    _open_sheets(file, act, Place.FIRST, Place.SECOND)


def assign_to_group(file: ReviewedFile, act: Acting) -> None:
    """Those who stand in the group now; who must avoid this file is told, and it is assigned by hand."""
    file.first, file.second = file.group.first, file.group.second
    if act.via != "import" and (fault := faults_of_reviewers(file, file.first, file.second)):
        raise NotAllowed(fault, AVOIDANCE)
    assign(file, act)


def assign_third(file: ReviewedFile, act: Acting) -> None:
    _open_sheets(file, act, Place.THIRD)


def _open_sheets(file: ReviewedFile, act: Acting, *places: Place) -> None:
    if act.via == "import":
        return
    sheets = [
        ScoreSheet(unit=file.unit, file=file, reviewer=person, place=place, title=file.title, handler=person)
        for place in places
        if (person := getattr(file, place.value))
    ]
    give_keys(sheets)
    act.opens(*sheets)


def settle(file: ReviewedFile, act: Acting) -> None:
    """Two who are near each other: the mean of both, and what both saw as fatal."""
    sheets = _taken_in(file)
    rows = [sheets[place] for place in ("first", "second") if place in sheets]
    if rows:
        file.total, file.is_fatal = _mean([row.total for row in rows]), all(row.is_fatal for row in rows)
    _graded(file, act, rows)


def settle_by_third(file: ReviewedFile, act: Acting) -> None:
    """With a third: the mean of the two that are nearest, and what most of them saw as fatal."""
    sheets = _taken_in(file)
    rows = [sheets[place] for place in ("first", "second", "third") if place in sheets]
    if rows:
        totals = sorted(row.total for row in rows)
        nearest = min(zip(totals, totals[1:], strict=False), key=lambda pair: pair[1] - pair[0])
        file.total, file.is_fatal = _mean(nearest), sum(row.is_fatal for row in rows) * 2 > len(rows)
    _graded(file, act, rows)


def note_scores(file: ReviewedFile, act: Acting) -> None:
    _taken_in(file)


def _taken_in(file: ReviewedFile) -> dict[str, Any]:
    sheets = file.signed_sheets
    for place, sheet in sheets.items():
        setattr(file, f"{place}_total", sheet.total)
    return sheets


def _mean(values: Any) -> Decimal:
    return (sum(values, Decimal(0)) / len(values)).quantize(Decimal("0.1"))


def _graded(file: ReviewedFile, act: Acting, sheets: list[Any]) -> None:
    if file.total is None:
        return
    file.grade = grade_of(file.total, file.is_fatal, file.plan.terms)
    seen: set[int] = set()
    for row in sorted((row for sheet in sheets for row in sheet.rows("deductions")), key=attrgetter("pk")):
        if row.item_id not in seen:
            seen.add(row.item_id)
            act.docket.add(file, Problem(of=file, item=row.item, content=row.reason))


def grade_of(total: Decimal, is_fatal: bool, terms: dict[str, int]) -> str:
    """By the frozen limits; a fatal item fails whatever the score."""
    lines = terms or GRADES.default
    if is_fatal or total < lines["pass"]:
        return Grade.FAIL
    return Grade.EXCELLENT if total >= lines["excellent"] else Grade.GOOD if total >= lines["good"] else Grade.PASS


def tell(file: ReviewedFile, act: Acting) -> None:
    file.told_on = act.on


def note_objection(file: ReviewedFile, act: Acting) -> None:
    file.objected_on = file.objected_on or act.on


def accept(file: ReviewedFile, act: Acting) -> None:
    file.final_total, file.final_grade = file.total, file.grade


def recheck(file: ReviewedFile, act: Acting) -> None:
    """The grade follows from what the recheck left standing; nobody writes it."""
    file.rechecked_on = act.on
    file.final_total = file.recheck_score if file.recheck_score is not None else file.total
    if file.final_total is not None:
        file.final_grade = grade_of(file.final_total, file.is_fatal and not file.lifts_fatal, file.plan.terms)


def fix(file: ReviewedFile, act: Acting) -> None:
    act.part.fixed_on = act.part.fixed_on or act.on


def supervise(file: ReviewedFile, act: Acting) -> None:
    """A file that failed becomes a clue, which knows where it came from."""
    case = Supervision(
        unit=file.unit,
        title=f"{file.body}：{file.file_no}"[:160],
        source=Source.FILE_REVIEW,
        source_no=file.file_no,
        body=file.body,
        facts="；".join(row.content for row in file.rows("problems")) or f"案卷评查{file.get_final_grade_display()}",
    )
    give_keys([case])
    act.opens(case)
    file.supervision = case


def sign(sheet: ScoreSheet, act: Acting) -> None:
    """Signed; the last of those that were asked brings the file on."""
    sheet.signed_on, sheet.total = act.on, sheet.score
    sheet.is_fatal = any(row.item.is_fatal for row in sheet.rows("deductions"))
    if act.via == "import":
        return
    file = lock(sheet.file)
    file.hold("sheets", sheet)
    signed = file.signed_sheets
    if file.state == "third" and "third" in signed:
        act.moves("settle_by_third", file)
    elif file.state == "scoring" and {"first", "second"} <= set(signed):
        act.moves("disagree" if differs(file) else "settle", file)
