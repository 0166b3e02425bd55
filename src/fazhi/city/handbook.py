"""Writes README.md from the declared columns, so that the importers' contract cannot drift from the files."""
# ruff: noqa: E501  Markdown: a row of a table is a line

from collections.abc import Iterator
from pathlib import Path

from fazhi.city import words as w
from fazhi.city.aid_sheets import SHEETS as AID
from fazhi.city.asked_for import SHEETS as ASKED_FOR
from fazhi.city.beside import SHEETS as BESIDE
from fazhi.city.correspondence import SHEETS as CORRESPONDENCE
from fazhi.city.enforcement import SHEETS as ENFORCEMENT
from fazhi.city.further import SHEETS as FURTHER
from fazhi.city.inspections import SHEETS as INSPECTIONS
from fazhi.city.library import SHEETS as LIBRARY
from fazhi.city.linkage import JOINT_OFFICES, LINK_SCHEMES
from fazhi.city.meetings import MEETINGS
from fazhi.city.oversight_sheets import SHEETS as OVERSIGHT
from fazhi.city.penalty_sheets import SHEETS as PENALTIES
from fazhi.city.powers import SHEETS as POWERS
from fazhi.city.publicity import SHEETS as PUBLICITY
from fazhi.city.service_sheets import SHEETS as SERVICES
from fazhi.city.sheets import SHEETS, TYPES, Column, Sheet
from fazhi.city.supervised import SHEETS as SUPERVISED
from fazhi.city.townships import GRANTS

README = Path(__file__).with_name("README.md")

OPENING = """# The ledgers of the demonstration city 莲城市

Made by `fazhi.city.ledgers.write(folder, seed, size, as_of, progress)`; this page is made from `sheets.py` (`handbook.text()`; a test
compares). Everything is invented: places (codes begin with 99), people, citizen numbers (9901xx), telephones (1540…).

- Every .xlsx: one worksheet; row 1 is a banner whose first cell begins with “示例数据”; row 2 holds the headers; data from row 3.
- Dates are date cells; money is a number in 元; codes, citizen numbers and telephones are text; 是/否 for yes and no; blank = nothing to say.
- The importer finds columns by header, not by place. Columns marked ! are filled in every row.
- Import in the order: units.csv, units-DATE.csv, people, committees, mediators, link-schemes, joint-offices, bodies, teams, officers, certificates,
  provisions, power-items, department-officers, department-certificates, benchmarks, scale-items, leniency-items, benchmarks-published,
  announcements, power-grants, year-reports,
  disputes-YYYY (ascending), consultations-YYYY (ascending),
  leads, screenings, risk-alerts, joint-meetings, mediation-complaints, subsidy-claims, subsidy-reviewed,
  calls-YYYY, work-orders, caller-flags, seat-sessions, library-entries, library-reviewed, firm-clients,
  penalty-cases, measures, substitutions, penalty-decisions, publications, recordings,
  check-items, check-targets, check-inspectors, avoidances, check-plans, draw-tasks, supervision-items, check-lists, item-claims,
  item-claims-reviewed, inspections, act-receipts,
  spot-penalties,
  aid-lawyers, aid-rates, aid-cases, duty-helps, referrals, aid-objections, rights-requests,
  service-sites, service-items, service-providers, adviser-contracts, adviser-logs, duties, receptions,
  enforcement-complaints, reminders, filings, supervision-cases, supervision-documents, supervision-closed, letterheads,
  documents, scoring-templates, review-plans,
  review-groups, reviewed-files, score-sheets, reviewed-graded, review-group-reports, review-reported.
  A reference (首案引用, 重复于) always points to a row further up in the same file.
- What a file name calls reviewed is brought in by another person than the one who keeps the ledger: nobody looks at his own.

## units.csv and units-DATE.csv (UTF-8, no banner)

`code,name,kind,parent_code,valid_from,valid_to,successor_code,sector,short_name`, FaZhi's own form of a tree (`org.files.own_form`). Parents stand
above children. `kind` is the lower-case key of `UnitKind`. `sector` is the trade of a sectoral committee (医疗, 道路交通 …), 行政执法 for the enforcement
departments, 法律援助 for the legal aid centres (kind centre), 检察 for the procuratorates, 警司联动 for the six
joint offices, 秘书 and 督察 for the two sections of each county's bureau (kind other).
`short_name` of a committee is used in case numbers and is unique. `valid_to` is the last day. A merged village and its committee carry
`successor_code`. **units-DATE.csv** holds the units of the township that was renamed, with their new names: import it with `on=DATE`.

## What is counted, and what a naive count gets wrong

| figure | rule on the rows |
|---|---|
| 调处矛盾纠纷 | distinct root (own 台账序号, or 首案引用 where filled) with 受理日期 in the window |
| 调解成功率 | distinct roots with 办理结果 书面协议 or 口头协议 ÷ distinct roots with 受理日期 (all of this year's are concluded by as_of) |
| 协议涉及金额 | 协议金额 **once per root**: a broken agreement made again further up is two rows with the same amount |
| 警司联动办 | offices of the mechanism 警司联动 open on the day, by city and county; the closed trial and the court's own do not count |
| 执法人员 | rows of officers.xlsx 在编在岗 on the day and not 辅助人员, at townships that have a team |
| 核定编制 | of teams open on the day; the closed ones do not count |
| 法律咨询人次 | rows with 答复时间; unanswered and withdrawn rows fall out; rows with 重复于 stay |

Chains never cross New Year. About 3% of the dispute rows are refused, not accepted, or withdrawn double entries (备注 重复登记, 首案引用 filled).
"""


def text() -> str:
    return (
        "\n".join(
            [
                OPENING,
                *kinds(),
                *(
                    line
                    for sheet in (
                        *SHEETS,
                        LINK_SCHEMES,
                        JOINT_OFFICES,
                        *ENFORCEMENT,
                        *SERVICES,
                        *AID,
                        *POWERS,
                        *PENALTIES,
                        *PUBLICITY,
                        *INSPECTIONS,
                        *SUPERVISED,
                        *OVERSIGHT,
                        *CORRESPONDENCE,
                        *FURTHER,
                        GRANTS,
                        *ASKED_FOR,
                        *LIBRARY,
                        *BESIDE,
                        MEETINGS,
                    )
                    for line in section(sheet)
                ),
            ]
        )
        + "\n"
    )


def kinds() -> Iterator[str]:
    yield "## 纠纷类型\n"
    yield " · ".join(f"{code} {label}" for code, label in w.DISPUTE_KINDS.items())


def section(sheet: Sheet) -> Iterator[str]:
    yield f"\n## {sheet.file} {sheet.title}\n\n{sheet.note}\n"
    yield "| header | | type | meaning | allowed words |\n|---|---|---|---|---|"
    yield from map(line, sheet.columns)


def line(column: Column) -> str:
    words = "labels above" if len(column.words) == len(w.DISPUTE_KINDS) else " ".join(word or "(blank)" for word in column.words)
    return f"| {column.header} | {'!' if column.must else ''} | {TYPES[column.type]} | {column.meaning} | {words} |"


if __name__ == "__main__":
    README.write_text(text(), encoding="utf-8")
