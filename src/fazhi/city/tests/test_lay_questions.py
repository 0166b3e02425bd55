"""The real lay questions as a consultation ledger: imported through the gates, each with its five best articles."""

import csv
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.every.routes import ALL
from tests.material import shared_data

from fazhi.city import lay_questions
from fazhi.faces.desk.ledgers import running
from fazhi.kernel.law import short_title
from fazhi.kernel.law.models import Law
from fazhi.services.advice.models import Consultation
from fazhi.services.advice.tests.factories import consultation, parts
from fazhi.site.command import ledger

ON = date(2025, 6, 3)
FOUND_AT_LEAST = 0.55  # of the questions whose article is in the library; 650 of 1,095 were measured


def sheet(lotus, folder: Path, questions: Path) -> Path:
    return lay_questions.write(questions, folder / "questions.xlsx", lotus.unit.code, lotus.world.county.code, ON)


def committed(lotus, path: Path) -> dict[str, int]:
    counts = running.run_of(path, lotus.world.city_leader).commit().counts
    return {level: amount for level, amount in counts.items() if amount}


def test_questions_become_a_ledger_that_imports_once(lotus, home):
    asked = home / "asked.jsonl"
    asked.write_text(
        '{"qid": "7", "text": "老板拖欠农民工工资怎么办？"}\n{"qid": "8", "text": "借条丢了怎么办？"}\n', encoding="utf-8"
    )
    written = CliRunner().invoke(
        ledger.command, ["questions", str(asked), str(home / "q.xlsx"), "--unit", lotus.unit.code, "--on", f"{ON}"]
    )
    assert written.exit_code == 0, written.output
    assert (committed(lotus, home / "q.xlsx"), committed(lotus, home / "q.xlsx")) == ({"new": 2}, {"same": 2})
    assert list(Consultation.objects.order_by("pk").values_list("topic", "state", "is_anonymous")) == [
        ("wages", "submitted", True),
        ("loan", "submitted", True),
    ]
    asked.write_text('{"qid": "7"}\n', encoding="utf-8")
    refused = CliRunner().invoke(ledger.command, ["questions", str(asked), str(home / "q.xlsx"), "--unit", lotus.unit.code])
    assert refused.exit_code == 1 and "每行应当是" in refused.output


def judged(path: Path) -> dict[str, set[tuple[str, str]]]:
    """Question → the (law, article) that answer it, of laws that the library holds."""
    held = set(Law.objects.filter(collection="library").values_list("short_title", flat=True))
    found: dict[str, set[tuple[str, str]]] = {}
    with path.open(encoding="utf-8") as lines:
        for question, document, _ in csv.reader(lines, delimiter="\t"):
            law, _, number = document.partition("第")
            if short_title(law) in held:
                found.setdefault(f"Q-{question}", set()).add((short_title(law), f"第{number}"))
    return found


@pytest.mark.django_db
def test_every_real_question_gets_its_five_best_articles(lotus, home, real_laws):
    questions, judgements = shared_data("stard/queries.train.jsonl"), shared_data("stard/qrels.train.tsv")
    asked = questions.read_text(encoding="utf-8").splitlines(keepends=True)[:: 1 if ALL else 4]
    (home / "asked.jsonl").write_text("".join(asked), encoding="utf-8")
    path = sheet(lotus, home, home / "asked.jsonl")
    assert committed(lotus, path) == {"new": len(asked)}
    rows = Consultation.objects.prefetch_related("suggestions", "questions")
    proposed = {row.source_key: {(each.law, each.article) for each in row.suggestions.all()} for row in rows}
    assert sum(len(found) == 5 for found in proposed.values()) > 0.97 * len(asked)
    wanted = {key: articles for key, articles in judged(judgements).items() if key in proposed}
    hits = sum(bool(wanted[key] & proposed[key]) for key in wanted)
    assert hits / len(wanted) >= FOUND_AT_LEAST, (hits, len(wanted))
    case = consultation(lotus, given=parts("用人单位没有签书面劳动合同，可以要求二倍工资吗？"))
    assert "《劳动合同法》第八十二条" in [str(row) for row in case.suggestions.all()]
