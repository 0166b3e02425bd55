"""A published figure is proved to a stranger, and no false one is: rows L9 and L12."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from shutil import which

import pytest
from django.db import connection

from fazhi.kernel.indicators import publication
from fazhi.kernel.indicators.models import Definition
from fazhi.kernel.indicators.proof import auditing
from fazhi.kernel.ledger.published import folders

from .figures import changed, figures, log, proof_file, published, value, visit, visits
from .test_scripts import VERIFY, loaded, run

pytestmark = pytest.mark.django_db
verify_figure = loaded("verify_figure")
Tampered, Incomplete = verify_figure.Tampered, verify_figure.Incomplete


def checked(told, place=""):
    """The sentences of the offline verifier."""
    keys = [verify_figure.Key(line) for line in told["keys"]]
    return list(verify_figure.check_figure(told, keys, place))


@pytest.fixture
def told(world, places):
    visits(world)
    return proof_file(published(unit=world.county))


def test_a_stranger_checks_a_figure_offline(told, tmp_path):
    path = tmp_path / "figure.json"
    path.write_text(json.dumps(told))
    found = run("verify_figure.py", str(path), *[part for line in told["keys"] for part in ("--key", line)])
    assert found.returncode == 0, found.stdout + found.stderr
    assert "12 matches - nothing left out = 12" in found.stdout
    assert told["manifest"]["filter"]["org"] == ["990101"] and told["manifest"]["listing"] == "open"


def test_l12_the_program_runs_on_the_oldest_and_the_newest_python_without_network(told, tmp_path):
    path = tmp_path / "figure.json"
    path.write_text(json.dumps(told))
    alone = (
        ["unshare", "-rn"] if which("unshare") and subprocess.run(["unshare", "-rn", "true"], check=False).returncode == 0 else []
    )
    for python in pythons():
        for arguments, code in (([str(path)], 0), ([], 1), ([str(path), "--key", told["keys"][0].replace("+A", "+B")], 2)):
            found = subprocess.run(
                [*alone, python, "-I", "-S", VERIFY / "verify_figure.py", *arguments], capture_output=True, text=True, check=False
            )
            assert found.returncode == code, (python, arguments, found.stdout, found.stderr)


def pythons():
    """The oldest from 3.9 on, and the newest, that the machine has; a name that does not start is none."""
    found = [which(f"python3.{minor}") for minor in range(9, 16)]
    runs = [one for one in found if one and subprocess.run([one, "-c", ""], capture_output=True, check=False).returncode == 0]
    return [runs[0], runs[-1]] if runs else [sys.executable]


def test_a_proof_without_entries_is_incomplete_until_the_log_lies_beside_it(world):
    visits(world)
    told = proof_file(published(unit=world.county), whole=False)
    with pytest.raises(Incomplete):
        checked(told)
    assert "12 matching histories, none left out" in checked(told, str(folders()[0]))


FALSE = {
    "a nicer value": (["manifest", "value", "numerator"], lambda said: said + 1),
    "another text": (["manifest", "text"], lambda said: "13件"),
    "another place": (["manifest", "place", "name"], lambda said: "菱湖区"),
    "a leaf left out": (["manifest", "logs", 0, "evidence"], lambda said: said[1:]),
    "a match less": (["manifest", "matches"], lambda said: said - 1),
    "another definition": (["definition", "words"], lambda said: said + "，不含电话"),
    "another hash of the definition": (["manifest", "definition", "hash"], lambda said: "0" * 64),
    "an entry less": (["logs", 0, "entries", "lines"], lambda said: said[:-1]),
    "an entry changed": (["logs", 0, "entries", "lines", 0], lambda said: said.replace(" 1 ", " 2 ")),
    "another commitment to the labels": (["manifest", "labels_root"], lambda said: "0" * 64),
    "a checkpoint changed": (["logs", 0, "checkpoint"], lambda said: said.replace("\n", "\n1", 1)),
    "a proof of growth changed": (["logs", 0, "consistency"], lambda said: said[:-1]),
    "another publication": (["publication", "opened", 0, "value"], lambda said: said.replace("a", "b")),
}


def test_an_amount_held_against_another_may_pass_it_but_a_part_never_passes_the_whole():
    """编制使用率 of a team with twelve people on nine posts is 133.3 %; a rate of twelve among nine is a lie."""
    value = {"numerator": 12, "denominator": 9, "records": 1, "scale": 1}
    manifest = {"value": value, "unit": "%", "counted": 1, "matches": 1, "excluded": {}, "listing": "sealed"}
    assert "1 matches" in verify_figure.check_value(manifest, "Quotient")
    for form in ("Rate", "Share", "DatedRate"):
        with pytest.raises(Tampered, match="more than all"):
            verify_figure.check_value(manifest, form)


@pytest.mark.parametrize("what", FALSE)
def test_l9_a_false_proof_is_refused(told, what):
    assert checked(told)
    with pytest.raises((Tampered, ValueError, KeyError)):
        checked(changed(told, *FALSE[what]))


def reissued(world, change):
    """A proof whose false manifest was itself published: the cheat of who holds the system."""
    snapshot = published(unit=world.county)
    told = json.loads(snapshot.proof.manifest)
    change(told)
    return told


LIES = {
    "a leaf is not accounted for": lambda told: told["logs"][0]["evidence"].pop(),
    "fewer matches than the log has": lambda told: told.update(matches=11, counted=11),
    "evidence is said to be left out": lambda told: told["logs"][0].update(
        evidence=told["logs"][0]["evidence"][1:], excluded={"condition": told["logs"][0]["evidence"][:1]}
    ),
    "more is counted than the entries give": lambda told: told["value"].update(numerator=13, records=13),
    "the root of the evidence is another": lambda told: told.update(evidence_root="1" * 64),
}


@pytest.mark.parametrize("lie", LIES)
def test_l9_a_false_manifest_is_refused_although_it_was_published(world, monkeypatch, lie):
    visits(world)
    made = publication.manifest.made

    def false(*given):
        honest = made(*given)
        told = json.loads(honest.text)
        LIES[lie](told)
        return publication.manifest.Manifest(verify_figure.canonical(told).decode(), honest.secret, honest.labels, honest.parts)

    monkeypatch.setattr(publication.manifest, "made", false)
    told = proof_file(published(unit=world.county))
    with pytest.raises(Tampered):
        checked(told)


def test_an_auditor_sees_each_record_held_against_the_definition(world):
    visits(world)
    snapshot = published("amount")
    assert json.loads(snapshot.proof.manifest)["listing"] == "sealed"
    proof_file(snapshot)
    told = json.loads(json.dumps(auditing.audit_file(snapshot.proof)))
    assert any(sentence.startswith("18 records opened") for sentence in checked(told)), checked(told)
    for path, change in (
        (["audit", "labels", 0, 2], lambda said: "condition" if said == "" else ""),
        (["audit", "parts", 0, 2, "numerator"], lambda said: said + 1),
        (["audit", "opened", 0, "columns", 0, "value"], lambda said: "9.99"),
    ):
        with pytest.raises(Tampered):
            checked(changed(told, path, change))


def test_a_correction_names_what_it_corrects_and_why(world):
    visits(world)
    first = published(unit=world.county)
    visit(world, 20)
    second = published(unit=world.county, corrects=first, reason="补录一件")
    told = proof_file(second)
    assert told["manifest"]["corrects"]["manifest"] == first.manifest_hash
    assert any("补录一件" in sentence for sentence in checked(told)) and told["manifest"]["value"]["numerator"] == 13
    assert checked(proof_file(first))


def test_a_changed_definition_is_another_version(world, monkeypatch):
    visits(world)
    published(unit=world.county)
    monkeypatch.setattr(value().indicator, "note", "含电话来访")
    second = published(unit=world.county)
    assert [each.version for each in Definition.objects.filter(code="example.received")] == [2, 1]
    assert json.loads(second.proof.manifest)["definition"]["version"] == 2


@pytest.mark.django_db(transaction=True)
def test_a_figure_is_published_from_one_state_of_all_tables_and_nobody_waits_for_it(world):
    """In transactions of their own, as in use: what others write while it is checked stands, and is not in it."""
    visits(world)

    def reckoned():
        found = value(unit=world.county)
        with ThreadPoolExecutor(1) as other:
            other.submit(beside, visit, world, 21).result()
        yield found

    (row,) = publication.publish(reckoned(), None, world.county)
    told = proof_file(row)
    assert checked(told) and told["manifest"]["value"]["numerator"] == 12
    assert value(unit=world.county).value == 13 and publication.acts_since(row, value(unit=world.county)).count() == 2


def beside(act, *told):
    """Done by another connection."""
    try:
        return act(*told)
    finally:
        connection.close()


def test_a_figure_is_proved_by_a_log_on_sm3_too(world, settings, tmp_path):
    settings.LEDGER_SUITE = "sm3"
    visits(world)
    told = proof_file(published(unit=world.county))
    assert figures("verify").exit_code == 0
    path = tmp_path / "figure.json"
    path.write_text(json.dumps(told))
    assert run("verify_figure.py", str(path)).returncode == 0
    told = proof_file(published(unit=world.county), whole=False)
    assert "12 matching histories, none left out" in checked(told, str(folders()[0]))


def test_a_figure_without_a_checkpoint_is_not_proved_yet(world, tmp_path):
    visits(world)
    snapshot = published(unit=world.county)
    out = str(tmp_path / "f.json")
    assert figures("proof", str(snapshot.pk), "--out", out).exit_code == 3
    assert figures("verify").exit_code == 3
    log("checkpoint")
    assert figures("proof", str(snapshot.pk), "--out", out).exit_code == 0
    assert figures("verify", "--published", out).exit_code == 0
    assert figures("verify", "--code", "example.nothing").exit_code == 1
