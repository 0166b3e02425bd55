"""Pages as people use them, without a browser: open a form, fill in what it asks, send it with all that it held, and read what came."""

import re
from datetime import datetime
from html.parser import HTMLParser
from typing import Any

from django.db.models import Model
from django.test import Client
from django.utils import timezone

from fazhi.faces.desk.pickers import named
from fazhi.kernel import registry
from fazhi.kernel.org.models import Person

HIDDEN = ("submit", "button", "image", "reset", "file")


class _Forms(HTMLParser):
    """What every form of a page would send if nobody typed anything, and which words its choices may say."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, list[str]]] = []

        self.select, self.text, self.words, self.pickers = "", "", {}, set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append({})
        elif not self.forms or not (name := given.get("name")):
            self._option(tag, given)
        elif tag == "input":
            self._input(name, given)
        elif tag == "select":
            self.select = name
            self.forms[-1].setdefault(name, [])
        elif tag == "textarea":
            self.text = name
            self.forms[-1][name] = [""]

    def _input(self, name: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        held = self.forms[-1].setdefault(name, [])
        if "data-picker" in given:
            self.pickers.add(name)
        if kind == "radio":
            self.words.setdefault(name, []).append(given.get("value", ""))
        if kind not in HIDDEN and (kind not in ("checkbox", "radio") or "checked" in given):
            held.append(given.get("value", "on" if kind == "checkbox" else ""))

    def _option(self, tag: str, given: dict[str, str]) -> None:
        if tag == "option" and self.select:
            self.words.setdefault(self.select, []).append(given.get("value", ""))
            if "selected" in given:
                self.forms[-1][self.select].append(given.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self.text:
            self.forms[-1][self.text][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.text = ""
        elif tag == "select":
            self.select = ""

    def said(self, name: str, value: Any) -> Any:
        """A value as a browser sends it from the field of this name."""
        if isinstance(value, bool) and self.words.get(name):
            return next(
                word for word in self.words[name] if word in (("1", "True", "true") if value else ("0", "False", "false"))
            )
        if isinstance(value, bool):
            return "on" if value else []
        if isinstance(value, (list, tuple)):
            return [str(each) for each in value]
        if isinstance(value, datetime):
            return f"{timezone.localtime(value):%Y-%m-%dT%H:%M}"
        if isinstance(value, Model):
            return named(value) if name in self.pickers else str(value.pk)
        return str(value)


class Window:
    """One person's window, or that of somebody from the street."""

    def __init__(self, person: Person | None = None) -> None:
        self.client = Client()
        if person is not None:
            self.client.force_login(person.account)

    def read(self, url: str) -> str:
        """What a page says, without its markup."""
        answer = self.client.get(url, follow=True)
        assert answer.status_code == 200, f"{url}: {answer.status_code}"
        return plain(answer.content.decode())

    def send(self, url: str, **typed: Any) -> str:
        """Fill in the form of a page that has these fields and send it; where it leads. A refusal fails with its words."""
        told, answer = self._posted(url, typed)
        assert answer.status_code == 302, f"{url}: {answer.status_code} {told}"
        return answer["Location"]

    def send_later(self, url: str, filled_at: datetime, /, **typed: Any) -> str:
        """The same from a device that had no network when it was filled in."""
        told, answer = self._posted(url, typed, {"filled_at": filled_at.isoformat()})
        assert answer.status_code == 302, f"{url}: {answer.status_code} {told}"
        return answer["Location"]

    def refused(self, url: str, **typed: Any) -> str:
        """The same where the form is not taken; what the page says then."""
        told, answer = self._posted(url, typed)
        assert answer.status_code in (200, 422), f"{url}: {answer.status_code}"
        return told

    def _posted(self, url: str, typed: dict[str, Any], beside: dict[str, str] | None = None) -> tuple[str, Any]:
        page = self.client.get(url, follow=True)
        assert page.status_code == 200, f"{url}: {page.status_code}"
        read = _Forms()
        read.feed(page.content.decode())
        fits = [form for form in read.forms if set(typed) <= set(form)]
        lacking = min((set(typed) - set(form) for form in read.forms), key=len, default=set(typed))
        assert fits, f"{url} does not ask for {sorted(lacking)}"
        at = page.redirect_chain[-1][0] if page.redirect_chain else url
        filled = max(fits, key=len)
        answer = self.client.post(
            at, {**filled, **{name: read.said(name, value) for name, value in typed.items()}, **(beside or {})}
        )
        return plain(answer.content.decode()), answer

    # --- the desk -----------------------------------------------------------------------------------------------------------

    def register(self, label: str, query: str = "", /, **typed: Any) -> Any:
        """Register a record at the desk; the record."""
        location = self.send(f"/desk/{label}/new/{query}", **typed)
        return registry.model(label).objects.get(pk=int(re.search(r"/(\d+)/$", location)[1]))

    def step(self, record: Any, name: str, part: Any = None, /, **typed: Any) -> Any:
        """Take a step on a record's page; the record as it then is."""
        self.send(step_url(record, name, part), **typed)
        return type(record).objects.get(pk=record.pk)

    def refusal(self, record: Any, name: str, part: Any = None, /, **typed: Any) -> str:
        """What the page of a step says when it is not taken."""
        return self.refused(step_url(record, name, part), **typed)

    def page_of(self, record: Any) -> str:
        return self.read(f"/desk/{registry.label(record)}/{record.pk}/")

    # --- the portal ---------------------------------------------------------------------------------------------------------

    def apply(self, key: str, *stages: dict[str, Any]) -> tuple[str, str]:
        """Send an application screen by screen; its receipt number and code."""
        url = f"/apply/{key}/"
        for stage in stages:
            url = self.send(url, **stage)
        page = self.client.get(self.send(url, agrees=True), follow=True).content.decode()
        return tuple(plain(re.search(rf'id="{name}"[^>]*>([^<]+)<', page)[1]) for name in ("receipt", "code"))

    def follow(self, receipt: str, code: str) -> str:
        """What the holder of a code reads."""
        return self.read(self.send("/follow/", receipt=receipt, code=code))


def step_url(record: Any, name: str, part: Any = None) -> str:
    at = f"/desk/{registry.label(record)}/{record.pk}/"
    return f"{at}step/{name}/{part.pk}/" if part else f"{at}step/{name}/"


def plain(page: str) -> str:
    """What stands on a page beside its frame: the words alone."""
    main = re.search(r"<main\b.*?</main>", page, flags=re.S)
    page = main[0] if main else page
    told = re.sub(r"<(script|style|template)\b.*?</\1>", " ", page, flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", told).split())
