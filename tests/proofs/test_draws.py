"""A stranger draws again, by the program and by the page; every planted change is named. Rows R5 and R6."""

import copy
import json
import os

import pytest

from fazhi.norms.spot_checks.tests.drawing_of import SOURCES, drawn

from .test_scripts import VERIFY, loaded, run

verify_draw = loaded("verify_draw")
PLANS = 1_000 if os.environ.get("FAZHI_TORTURE") else 50
Tampered, Incomplete = verify_draw.Tampered, verify_draw.Incomplete


def checked(told, seen=()):
    """What the program says of it, up to the ledger's word, which these draws have not."""
    found = []
    with pytest.raises(Incomplete, match="nothing shows that the plan stood in the log"):
        for sentence in verify_draw.check_draw(told, list(seen), []):
            found.append(sentence)
    return found


@pytest.mark.parametrize("seed", range(1, 13))
def test_r5_what_was_drawn_is_drawn_again(seed):
    told = json.loads(json.dumps(drawn(seed)[0]))
    assert any("all as the key says" in sentence for sentence in checked(told, ["22 15 8 3"]))


def test_r5_a_missing_code_is_left_out_by_rule():
    told = drawn(2, left_out=("文旅局",))[0]
    assert any("key from 2 of 3 codes" in sentence for sentence in checked(told))


def swapped(told):
    told["picks"][0]["team"] = told["picks"][0]["team"][::-1] if told["picks"][0]["team"] else ["p1-0", "p1-1"]


def hand_picked(told):
    drawn_ids = {pick["target"] for pick in told["picks"]}
    other = next(own for group in told["lists"]["targets"] for own in group["ids"] if own not in drawn_ids)
    told["picks"][-1]["target"] = other


def listed_late(told):
    told["lists"]["targets"][0]["ids"].append("91zz")


def moved_to_another_class(told):
    groups = told["lists"]["targets"]
    groups[0]["ids"].append(groups[-1]["ids"].pop())


def avoided_no_more(told):
    told["lists"]["avoidances"].pop()


def replanned(told):
    told["plan"]["strata"][0]["numerator"] += 1


def other_source(told):
    told["sources"][0]["numbers"][0] += 1


def unnamed_source(told):
    told["sources"][0]["name"] = "双色球"


def withheld(told):
    told["codes"].pop("文旅局")


def wrong_code(told):
    told["codes"]["文旅局"] = "00" * 32


def other_key(told):
    told["key"] = "00" * 32


def unreasoned(told):
    pick = next(each for each in told["picks"] if each["team"])
    told["replacements"] = [{"target": pick["target"], "fallen": pick["team"][0], "by": "p1-3", "reason": " "}]


def jumped_the_queue(told):
    pick = next(each for each in told["picks"] if each["team"])
    told["replacements"] = [{"target": pick["target"], "fallen": pick["team"][0], "by": pick["team"][1], "reason": "生病"}]


PLANTED = {
    swapped: "other inspectors follow|stratum",
    hand_picked: "other targets follow",
    listed_late: "list of targets is not the one the plan committed to",
    moved_to_another_class: "list of targets is not the one the plan committed to",
    avoided_no_more: "list of avoidances is not the one",
    replanned: "key does not follow",
    other_source: "key does not follow",
    unnamed_source: "not one that the plan named",
    withheld: "key does not follow",
    wrong_code: "the code of 文旅局 is not the one it had committed to",
    other_key: "key does not follow",
    unreasoned: "without a reason",
    jumped_the_queue: "follows",
}


@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_r5_every_planted_change_is_named(plant):
    told = json.loads(json.dumps(drawn(1)[0]))
    plant(told)
    with pytest.raises(Tampered, match=PLANTED[plant]):
        list(verify_draw.check_draw(told, [], []))


def test_r5_numbers_that_were_printed_otherwise_are_found():
    with pytest.raises(Tampered, match=f"{SOURCES[0]['name']}: the numbers you read are not those of the draw"):
        list(verify_draw.check_draw(drawn(1)[0], ["3 8 15 23"], []))


def test_the_program_ends_with_what_it_found(tmp_path):
    path, told = tmp_path / "draw.json", drawn(5)[0]
    path.write_text(json.dumps(told))
    found = run("verify_draw.py", str(path))
    assert found.returncode == 3 and "all as the key says" in found.stdout
    told["key"] = told["key"][::-1]
    path.write_text(json.dumps(told))
    assert run("verify_draw.py", str(path)).returncode == 2
    assert run("verify_draw.py").returncode == 1
    made = run("verify_draw.py", "--new-code")
    assert made.returncode == 0 and "secret: " in made.stdout


@pytest.mark.browser
def test_r6_the_page_draws_the_same(browser):
    """Fifty plans (a thousand with FAZHI_TORTURE) and every planted change, in the page as it stands, over no network."""
    whole = [json.loads(json.dumps(drawn(seed)[0])) for seed in range(1, PLANS + 1)]
    spoiled = []
    for plant in PLANTED:
        told = copy.deepcopy(whole[0])
        plant(told)
        spoiled.append(told)
    page = browser.new_page()
    page.goto(f"file://{VERIFY / 'verify.html'}")
    verdicts = page.evaluate(
        """draws => draws.map(told => {
            try { for (const step of window.fazhi.check_draw(told, [])); return "well"; }
            catch (found) {
                if (found instanceof window.fazhi.Incomplete) return "incomplete";
                return found instanceof window.fazhi.Tampered ? "tampered: " + found.en : String(found);
            }
        })""",
        [*whole, *spoiled],
    )
    page.close()
    assert verdicts[:PLANS] == ["incomplete"] * PLANS
    assert [verdict[:9] for verdict in verdicts[PLANS:]] == ["tampered:"] * len(PLANTED), verdicts[PLANS:]
