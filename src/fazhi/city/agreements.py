"""What was agreed, whether it was kept, and what the court said: the right half of a dispute's row."""

from datetime import date, timedelta
from random import Random

from fazhi.city.docket import YUAN, Case
from fazhi.city.people import Row
from fazhi.city.shares import apportion
from fazhi.city.stories import Plot

CONFIRMED_SHARE = 0.085
DUE_IN = (0, 7, 15, 30, 60, 90, 150)


def agreement(rng: Random, case: Case, plot: Plot, made: list[Row], settled_on: date, as_of: date) -> Row:
    """Form, dates of effect, terms and how they were kept by as_of."""
    row: Row = {
        "协议形式": "口头" if case.oral else "书面",
        "协议金额": case.amount,
        "部分协议": "是" if rng.random() < 0.015 else "否",
    }
    if case.amount == 0:
        row["无金额原因"] = "协议内容为行为义务，不涉及金额"
    row |= in_effect(rng, case, settled_on, len(made))
    rows = terms(rng, case, plot, made, row["生效日期"], as_of)
    for n, term in enumerate(rows, start=1):
        row |= {f"{header}{n if n > 1 else ''}": value for header, value in term.items()}
    return row | {"履行情况": kept(rows, as_of)}


def in_effect(rng: Random, case: Case, settled_on: date, sides: int) -> Row:
    if case.oral:
        return {"生效日期": settled_on}
    sealed = min(case.by, settled_on + timedelta(rng.choices((0, 1, 2), (94, 4, 2))[0]))
    return {"签字日期": settled_on, "盖章日期": sealed, "生效日期": sealed, "协议份数": sides + 1}


def terms(rng: Random, case: Case, plot: Plot, made: list[Row], effective: date, as_of: date) -> list[Row]:
    owes, is_owed = made[1]["姓名"], made[0]["姓名"]
    amounts = instalments(rng, case)
    rows = [
        {
            "义务人": owes,
            "权利人": is_owed,
            "履行内容": plot.pay if len(amounts) == 1 else f"{plot.pay}（第{n}期）",
            "履行金额": amount,
        }
        for n, amount in enumerate(amounts, start=1)
    ]
    if not rows or (len(rows) < 3 and rng.random() < 0.22):
        rows.append({"义务人": owes, "权利人": is_owed, "履行内容": plot.deed})
    return [row | days for row, days in zip(rows, term_days(rng, case, len(rows), effective, as_of), strict=True)]


def instalments(rng: Random, case: Case) -> list[int]:
    if not case.amount:
        return []
    parts = rng.choices((1, 2, 3), (72, 18, 10))[0] if case.amount >= 6000 and not case.oral else 1
    return [units * YUAN for units in apportion(case.amount // YUAN, [1.0] * parts)]


def term_days(rng: Random, case: Case, how_many: int, effective: date, as_of: date) -> list[Row]:
    """Instalments fall due one after another; once one is missed, the later ones are not paid either."""
    days: list[Row] = []
    due, is_kept = effective, case.fate != "broken"
    for _ in range(how_many):
        due += timedelta(due_in(rng, case))
        is_kept = is_kept and rng.random() < (0.965 if due > effective else 0.998)
        done = performed_on(rng, effective, due) if is_kept else None
        days.append({"履行期限": due, "履行日期": done if done and done <= as_of else None})
        is_kept = is_kept and days[-1]["履行日期"] is not None
    return days


def due_in(rng: Random, case: Case) -> int:
    if case.oral:
        return 0
    return 3 if case.fate == "broken" else rng.choices(DUE_IN, (38, 14, 16, 16, 8, 5, 3))[0]


def performed_on(rng: Random, effective: date, due: date) -> date:
    if due == effective:
        return due
    late = rng.randint(1, 20) if rng.random() < 0.04 else -rng.randint(0, min(10, (due - effective).days))
    return due + timedelta(late)


def kept(rows: list[Row], on: date) -> str:
    """How the agreement stands on a day."""
    done = [row for row in rows if row["履行日期"] and row["履行日期"] <= on]
    if len(done) == len(rows):
        return "已履行"
    if done:
        return "部分履行"
    return "未到期" if rows[0]["履行期限"] >= on else "未履行"


def terms_of(row: Row) -> list[Row]:
    return [
        {"履行期限": row[f"履行期限{n}"], "履行日期": row.get(f"履行日期{n}")} for n in ("", "2", "3") if row.get(f"履行期限{n}")
    ]


def confirmation(rng: Random, case: Case, row: Row, court_code: str, court_name: str, as_of: date) -> Row:
    """Joint application within thirty days (人民调解法 第三十三条); identity relations are not confirmed, so not for 01."""
    if case.oral or case.fate != "agreed" or case.kind == "01" or not case.amount or rng.random() > CONFIRMED_SHARE:
        return {}
    applied = row["生效日期"] + timedelta(rng.randint(0, 27))
    if applied > as_of:
        return {}
    return {"司法确认申请日期": applied, "确认法院编码": court_code} | decision(rng, applied, court_name, as_of)


def decision(rng: Random, applied: date, court_name: str, as_of: date) -> Row:
    accepted = applied + timedelta(rng.randint(0, 3))
    decided = accepted + timedelta(rng.randint(1, 14))
    outcome = rng.choices(("有效", "驳回", "不予受理", "撤回"), (955, 20, 15, 10))[0]
    if accepted > as_of:
        return {}
    if outcome == "不予受理":
        return {"确认日期": accepted, "司法确认结果": outcome}
    taken = {"司法确认受理日期": accepted, "法院案号": f"（{accepted.year}）{court_name}民特{rng.randint(1, 990)}号"}
    return taken if decided > as_of else taken | {"确认日期": decided, "司法确认结果": outcome}
