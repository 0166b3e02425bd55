"""The gallery opens, shows every part, and no template breaks the rules of the look."""

import re
from pathlib import Path

import pytest

from fazhi.faces.look.pages import SKELETONS

ROOM = Path(__file__).resolve().parents[1]
TEMPLATES = sorted((ROOM / "templates").rglob("*.html"))
PARTS = sorted((ROOM / "templates/cotton").glob("*.html"))
GIVEN = {"look", "request", "messages", "slot", "attrs", "csrf_token", "forloop", "sample", "True", "False", "None"}
READS = r"{{ ([a-z_]+)|{% (?:if|elif) (?:not )?([a-z_]+)|(?:and|or) (?:not )?([a-z_]+)(?=[ .|])| in ([a-z_]+)[ .]"

pytestmark = [pytest.mark.urls("tests.gallery"), pytest.mark.django_db]


def rendered(client) -> set[str]:
    pages = [client.get("/"), *(client.get(f"/{name}/") for name in SKELETONS)]
    return {template.name for page in pages for template in page.templates if template.name}


@pytest.mark.parametrize("name", ["", *(f"{name}/" for name in SKELETONS)])
def test_every_page_of_the_gallery_opens(client, name):
    response = client.get(f"/{name}")
    assert response.status_code == 200
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]


def test_an_unknown_page_of_the_gallery_is_answered_with_our_own_404(client):
    response = client.get("/nonesuch/")
    assert response.status_code == 404
    assert "没有这一页" in response.content.decode()


def test_the_gallery_shows_every_part_and_every_skeleton(client):
    names = {str(path.relative_to(ROOM / "templates")) for path in TEMPLATES}
    by_django_alone = {"400.html", "403.html", "403_csrf.html", "413.html"}
    assert names - rendered(client) - by_django_alone == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_no_template_has_inline_style_or_script_or_a_foreign_address(path):
    source = path.read_text()
    assert not re.search(r"\sstyle\s*=|<style|\son[a-z]+\s*=|javascript:", source)
    assert not re.search(r"<script(?![^>]*\ssrc=)", source)
    assert not re.search(r"https?://|[\"'(]//", source)


def test_templates_are_short():
    lengths = sorted(len(path.read_text().splitlines()) for path in TEMPLATES)
    assert lengths[len(lengths) // 2] <= 20
    assert lengths[-1] <= 60


@pytest.mark.parametrize("path", PARTS, ids=lambda path: path.stem)
def test_a_part_declares_all_that_it_reads_so_that_nothing_leaks_in_from_the_page(path):
    source = path.read_text()
    declared = set(re.findall(r":?([a-z_]+)=", (re.search(r"<c-vars(.*?)/>", source) or [""])[0]))
    bound = set(re.findall(r"{% for ([a-z_, ]+) in", source)) | set(re.findall(r"(?:with|as|count) ([a-z_]+)", source))
    local = {name.strip() for names in bound for name in names.split(",")}
    read = {name for groups in re.findall(READS, source) for name in groups if name}
    assert read - declared - local - GIVEN == set()


def test_every_icon_of_the_gallery_is_in_the_sprite():
    sprite = (ROOM / "static/look/icons.svg").read_text()
    named = {name for path in TEMPLATES for name in re.findall(r'(?:<c-icon name|icon)="([a-z]+)"', path.read_text())}
    assert {name for name in named if f'id="{name}"' not in sprite} == set()


def test_both_dark_blocks_are_alike():
    css = (ROOM / "static/look/tokens.css").read_text()
    blocks = re.findall(r"color-scheme: dark;(.*?)}", css, re.S)
    assert len(blocks) == 2 and blocks[0].split() == blocks[1].split()


def test_every_part_is_named_in_the_readme():
    words = (ROOM / "README.md").read_text()
    missing = [path.stem for path in PARTS if path.stem.replace("_", "-") not in words]
    assert missing == []
