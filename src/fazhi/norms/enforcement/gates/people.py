"""Who may act, judged on the day of the act: the body's power, the officers' certificates, who must be somebody else."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from fazhi.kernel.calendar import today
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.gates import Gate, gate, part_gate
from fazhi.kernel.flow.refusals import NotAllowed

from .. import standing
from ..models import Decision, PenaltyCase
from ..models.case_parts import chosen

AVOIDANCE = "行政处罚法 第四十三条第一款"
REVIEWED = "行政处罚法 第五十八条第一款"
HOSTED = "行政处罚法 第六十四条第一款第四项"


def day_of(act: Acting | None) -> date:
    """The day by which the law is judged: that of the act."""
    return act.on if act else today()


@dataclass(eq=False, slots=True)
class HasPower(Gate):
    """The body that acts held this power on this day, by itself or by a grant to the township."""

    of: Callable[[Any], PenaltyCase]

    def refusal(self, case: Any, act: Acting | None) -> NotAllowed | None:
        about, day = self.of(case), day_of(act)
        found = faults_of_town(about, day) if about.unit.kind == "town" else faults_of_body(about, day)
        return next(iter(found), None)


def faults_of_town(about: Any, day: date) -> Iterable[NotAllowed]:
    """Under 承接 in the township's own name, under 委托 in that of the organ that entrusted it."""
    yield from standing.faults_of_township(about.unit, about.item, day)
    name = standing.in_whose_name(about.unit, about.item, day)
    if name is not None and about.body.unit_id != name.pk:
        yield NotAllowed(f"这一事项应当以{name.name}的名义实施，执法主体选错了", "行政处罚法 第二十条第三款")


def faults_of_body(about: Any, day: date) -> Iterable[NotAllowed]:
    if about.body.unit_id != about.unit_id:
        yield NotAllowed(f"{about.body}不是{about.unit}的执法主体", standing.NO_SUBJECT)
    yield from standing.faults_of_power(about.body, about.item, day)


@dataclass(eq=False, slots=True)
class TwoCertified(Gate):
    """At least two of the case's officers had a certificate for this power on this day."""

    officers: Callable[[Any], list[Any]]
    item: Callable[[Any], Any]

    def refusal(self, case: Any, act: Acting | None) -> NotAllowed | None:
        return next(standing.faults_of_officers(self.officers(case), self.item(case), day_of(act)), None)


has_power = HasPower(lambda case: case)
decides_with_power = HasPower(lambda decision: decision.case)
investigators_are_certified = TwoCertified(lambda case: case.standing_officers, lambda case: case.item)


class SignsForTheCase(Gate):
    """On the desk and through the API it is an officer of the case who reports; a ledger tells of what officers did."""

    def refusal(self, case: Any, act: Acting | None) -> NotAllowed | None:
        about = case.case if isinstance(case, Decision) else case
        if act is None or act.via == "import" or act.person is None:
            return None
        known = [row.officer.person_id for row in about.rows("investigators") if row.officer.person_id and row.left_on is None]
        if known and act.person.pk not in known:
            return NotAllowed("调查由本案承办人办理，您不是本案的承办人", "行政处罚法 第四十二条第一款")
        return None


by_an_officer_of_the_case = SignsForTheCase()


@part_gate("取证应当由两名以上在取证之日具有执法资格的本案承办人进行", law=standing.TWO_OFFICERS)
def evidence_was_taken_by_two(case: PenaltyCase, part: Any) -> bool | str:
    """A certificate that had lapsed on that day makes its holder no second officer, whatever came later."""
    known = {row.officer_id: row for row in case.rows("investigators")}
    for officer in (part.first, part.second):
        row = known.get(officer.pk)
        if row is None:
            return f"{officer}不是本案的承办人"
        if row.left_on and row.left_on <= part.obtained_on:
            return f"{officer}自 {row.left_on} 起不再承办本案"
    fault = next(standing.faults_of_officers(chosen(case, part.first, part.second), case.item, part.obtained_on), None)
    return fault is None or fault.sentence


@gate("有取证资格有问题的证据，先排除", law=standing.TWO_OFFICERS)
def no_evidence_is_flawed(case: PenaltyCase) -> bool | str:
    """What was in order when it was taken down may turn out not to have been: a certificate that was ended as of an earlier day."""
    return not case.flawed_evidence or f"先排除取证资格有问题的证据：{case.flawed_evidence}"


@part_gate("取证日期不能晚于今天，也不能早于发现线索")
def evidence_is_of_its_time(case: PenaltyCase, part: Any) -> bool | str:
    return part.obtained_on <= today() or "取证日期不能晚于今天"


@part_gate("利用电子技术监控设备取得的证据，须经法制和技术审核", law="行政处罚法 第四十一条第二款")
def monitoring_was_reviewed(case: PenaltyCase, part: Any) -> bool:
    return not part.is_monitoring or bool(part.monitoring_reviewed.strip())


@part_gate("已经是本案的承办人")
def is_a_new_officer(case: PenaltyCase, part: Any) -> bool | str:
    rows = [row for row in case.rows("investigators") if row is not part and row.officer_id == part.officer_id]
    if any(row.is_recused for row in rows):
        return f"{part.officer}已经回避，不能承办本案"
    return not any(row.left_on is None for row in rows)


@part_gate("承办人是本案当事人", law=AVOIDANCE)
def is_no_party(case: PenaltyCase, part: Any) -> bool | str:
    number = part.officer.id_number
    same = number and any(party.id_number == number for party in case.rows("parties"))
    return not same or f"{part.officer}是本案当事人，应当回避"


@part_gate("只能对本案承办人提出回避", law=AVOIDANCE)
def recusal_is_of_an_investigator(case: PenaltyCase, part: Any) -> bool:
    return any(row.officer_id == part.officer_id and row.left_on is None for row in case.rows("investigators"))


@part_gate("审核人员不能是本案承办人", law=REVIEWED)
def reviewer_did_not_investigate(decision: Decision, part: Any) -> bool | str:
    return not _investigated(decision.case, part.reviewer_id) or f"{part.reviewer}是本案承办人，不能审核本案"


@part_gate("初次从事法制审核的人员应当取得法律职业资格", law="行政处罚法 第五十八条第二款")
def first_reviewer_is_qualified(decision: Decision, part: Any) -> bool | str:
    lacks = part.is_first_time and not part.reviewer.legal_qualification
    return not lacks or f"{part.reviewer}初次从事法制审核，还没有法律职业资格"


@part_gate("听证主持人不能是本案调查人员", law=HOSTED)
def host_did_not_investigate(decision: Decision, part: Any) -> bool | str:
    if part.host is None:
        return True
    return not _investigated(decision.case, part.host_id) or f"{part.host}是本案调查人员，不能主持听证"


def _investigated(case: PenaltyCase, officer_id: int) -> bool:
    return any(row.officer_id == officer_id for row in case.rows("investigators"))


class NobodyOfTheCase(Gate):
    """Whoever investigated does not review or decide what was investigated, whoever is named in the form."""

    def refusal(self, case: Any, act: Acting | None) -> NotAllowed | None:
        about = case.case if isinstance(case, Decision) else case
        if act is None or act.person is None or act.via == "import" or not about.is_investigator(act.person):
            return None
        return NotAllowed("您是本案承办人，审核和决定须由承办人以外的人办理", REVIEWED)


nobody_of_the_case = NobodyOfTheCase()


@gate("回避申请还没有决定", law="行政处罚法 第四十三条第三款")
def recusals_are_decided(case: PenaltyCase) -> bool:
    return all(row.is_granted is not None for row in case.rows("recusals"))
