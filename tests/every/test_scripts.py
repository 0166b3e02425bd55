"""What holds of every script: nothing is said in Chinese alone."""

import re
from pathlib import Path

import fazhi.faces

SAID = re.compile(r'said\("([^"]+)"')
HAN = re.compile(r"[\u4e00-\u9fff]")
SCRIPTS = sorted(path for path in Path(fazhi.faces.__file__).parent.rglob("static/*/*.js") if path.name != "words.js")
WORDS = (Path(fazhi.faces.__file__).parent / "look/static/look/words.js").read_text()


def test_what_a_script_says_has_its_english():
    for path in SCRIPTS:
        told = re.sub(r"^\s*(//|/\*\*).*$", "", path.read_text(), flags=re.MULTILINE)
        assert {words for words in SAID.findall(told) if f'"{words}":' not in WORDS} == set(), path.name
        assert HAN.search(SAID.sub("", told)) is None, path.name
