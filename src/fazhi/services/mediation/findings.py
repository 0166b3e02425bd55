"""规范化检查: what the law asks of a committee, as sentences with their articles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fazhi.kernel.calendar import UnknownYear, WorkingDays

from .rules import FILING_DAYS, TELL_COURT_DAYS
from .words import MemberPost, Sex, Standing

if TYPE_CHECKING:
    from .models import Committee, Mediator

LAST_YEAR = timedelta(days=365)
FILE = WorkingDays(FILING_DAYS)
FILE_MEDICAL = WorkingDays(30, law="医疗纠纷预防和处理条例 第三十二条第一款")


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it should be."""

    sentence: str
    law: str
    is_warning: bool = False


def committee_findings(committee: "Committee", mediators: "Sequence[Mediator]", today: date) -> list[Finding]:
    """Everything that is amiss with a committee on a day."""
    members = [each for each in mediators if each.standing == Standing.MEMBER]
    return [*_composition(committee, members), *_term(committee, today), *_notices(committee, mediators, today)]


def health(committees: "Sequence[Committee]") -> dict[str, int]:
    """How many committees are in order, have a woman, are over their term; for 规范化率 and 女委员达标率."""
    told = [" ".join(finding.sentence for finding in committee.findings if not finding.is_warning) for committee in committees]
    return {
        "all": len(told),
        "in_order": told.count(""),
        "with_woman": sum("妇女" not in text for text in told),
        "over_term": sum("届满" in text for text in told),
    }


def _composition(committee: "Committee", members: "Sequence[Mediator]") -> Iterator[Finding]:
    directors = [each for each in members if each.post == MemberPost.DIRECTOR]
    if not 3 <= len(members) <= 9:
        yield Finding(f"委员应当是三至九人，现有 {len(members)} 人", "人民调解法 第八条第二款")
    if len(directors) != 1:
        yield Finding(f"应当设主任一人，现有 {len(directors)} 人", "人民调解法 第八条第二款")
    if not any(each.sex == Sex.FEMALE for each in members):
        yield Finding("应当有妇女成员", "人民调解法 第八条第三款")
    if committee.is_mixed and not any(each.ethnicity not in ("", "汉", "汉族") for each in members):
        yield Finding("多民族居住的地区，应当有人数较少民族的成员", "人民调解法 第八条第三款")


def _term(committee: "Committee", today: date) -> Iterator[Finding]:
    ends = committee.term_to
    if ends and ends < today:
        yield Finding(f"委员任期三年，已于 {ends} 届满，尚未改选", "人民调解法 第九条第二款")
    elif ends and ends <= today + LAST_YEAR:
        # The village committee's own term is five years, so that no village election reminds anybody.
        yield Finding(
            f"委员任期将于 {ends} 届满，请按期改选（村民委员会未换届也要改选）", "人民调解法 第九条第二款", is_warning=True
        )


def _notices(committee: "Committee", mediators: "Sequence[Mediator]", today: date) -> Iterator[Finding]:
    if not committee.filed_on:
        law = FILE_MEDICAL.law if committee.is_medical else "人民调解法 第十条"
        until = _last_day_to_file(committee)
        told = f"，最迟 {until}" if until and until >= today else ""
        yield Finding(f"尚未在县级司法行政部门备案统计{told}", law, is_warning=bool(told))
    if not committee.court_told_on:
        yield Finding("设立和人员情况尚未通报所在地基层人民法院", "人民调解法 第十条")
        return
    untold = max((each.term_from for each in mediators if each.term_from > committee.court_told_on), default=None)
    # A few days lie between an election and its notice.
    if untold and untold + timedelta(days=TELL_COURT_DAYS.value(untold)) < today:
        yield Finding(f"{untold} 人员调整以后，尚未再次通报所在地基层人民法院（{TELL_COURT_DAYS}）", "人民调解法 第十条")


def _last_day_to_file(committee: "Committee") -> date | None:
    """None while the year's rest days are not announced: then nothing is claimed."""
    try:
        return (FILE_MEDICAL if committee.is_medical else FILE).due(committee.founded_on)
    except UnknownYear:
        return None
