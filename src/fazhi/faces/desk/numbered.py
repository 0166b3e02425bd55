"""按号码查找: records that name somebody by a whole citizen number or telephone, found by its keyed hash within one's scope; posted, never in an address."""

import re
import unicodedata

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fazhi.faces.look.parts import Link
from fazhi.kernel.flow import copying
from fazhi.kernel.ledger import book

from .asking import sent
from .doorway import staff
from .links import link_to

NUMBER = re.compile(r"\+?[0-9-]{7,20}[0-9Xx]?", re.ASCII)


def is_number(text: str) -> bool:
    """Whether a text is a telephone or a citizen number rather than the number of a record."""
    return bool(re.fullmatch(r"1\d{10}|\d{17}[\dXx]", re.sub(r"\s", "", unicodedata.normalize("NFKC", text)), re.ASCII))


class NumberForm(forms.Form):
    """A whole number; its beginning finds nothing."""

    number = forms.CharField(
        label="证件号或者电话",
        max_length=30,
        help_text="写全。只在您能看到的范围内查找。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = forms.CharField(label="理由", max_length=200, help_text="记入账本；号码不记。")

    def clean_number(self) -> str:
        text = re.sub(r"\s", "", unicodedata.normalize("NFKC", self.cleaned_data["number"])).upper()
        if not NUMBER.fullmatch(text):
            raise forms.ValidationError("请写全证件号（18 位）或者电话")
        return text


@staff
def find(request: HttpRequest) -> HttpResponse:
    """Ask for a number, and show the records that hold it."""
    form, links = NumberForm(sent(request)), None
    if request.method == "POST" and form.is_valid():
        person = request.user.person
        found = copying.told_of(form.cleaned_data["number"], person)
        links = [link_to(record) for record, _ in found]
        title = f"按证件号、电话查找，{len(links)} 件"
        book.write(book.Act(None, "find_person", title, actor=person, unit=person.unit, reason=form.cleaned_data["reason"]))
        form = NumberForm()  # the number does not come back with the page
    status = 422 if request.method == "POST" and links is None else 200
    return render(
        request, "desk/numbered.html", {"form": form, "links": links, "crumbs": [Link("按号码查找", "")]}, status=status
    )
