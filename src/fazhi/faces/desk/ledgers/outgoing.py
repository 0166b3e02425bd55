"""Taking a list out: as it is filtered, or as the ledger that can be imported again; large exports need a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from fazhi.faces.look.parts import Link
from fazhi.kernel import registry
from fazhi.kernel.documents import open_folders
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.models import Person
from fazhi.kernel.present.declared import Desk

from .. import display
from ..asking import whole
from ..crumbs import crumbs
from ..doorway import desk_of, staff
from ..lists import Listing
from . import exporting, leaving, saying, writing

LIST, LEDGER = "list", "ledger"
TYPES = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


class ExportForm(forms.Form):
    """In which form, and why."""

    form = forms.ChoiceField(label="内容", widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label="格式",
        choices=[("xlsx", "Excel 工作簿 .xlsx"), ("csv", "文本 .csv（UTF-8）")],
        widget=forms.RadioSelect,
        initial="xlsx",
    )
    reason = forms.CharField(label="用途", max_length=200, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, has_ledger: bool, is_large: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(LIST, "清单：列表上看到的各列")]
        self.fields["form"].choices = [*choices, (LEDGER, "台账：全部列，改好后可以再导入")] if has_ledger else choices
        self.fields["form"].initial = LIST
        self.fields["reason"].required = is_large
        self.fields["reason"].help_text = "行数较多，必须写明；由另一人核准后导出。" if is_large else "记入账本。"


@staff
def export(request: HttpRequest, label: str) -> HttpResponse:
    """Ask in which form and why, then hand the file over."""
    desk, person = desk_of(label), request.user.person
    wanted = request.GET.dict()
    number = whole(wanted.pop("request", ""))
    page = Listing(desk, person, wanted)
    rows = page.conditions.rows()
    ledger = registry.on("ledgers").get(label)
    amount = rows.order_by().count()
    is_large = leaving.is_large(amount)
    form = ExportForm(request.POST or None, has_ledger=ledger is not None, is_large=is_large)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data | {"conditions": _conditions(page), "request": None}
        if is_large:
            if number is None:
                return _asked(request, person, label, page, told, amount)
            try:
                told["request"] = leaving.take(number, person, label, page.query)
            except NotAllowed as refusal:
                messages.error(request, f"{refusal}（{refusal.law}）")
                return redirect("desk:exports")
        return _file(
            desk,
            ledger if told["form"] == LEDGER else None,
            rows.order_by("pk"),
            person,
            told,
        )
    context = {
        "desk": desk,
        "form": form,
        "total": page.total(amount),
        "conditions": page.conditions.chips(),
        "crumbs": crumbs(desk, Link("导出", "")),
        "cancel": f"{reverse('desk:list', args=[label])}?{request.GET.urlencode()}",
    }
    return render(request, "desk/ledgers/export.html", context, status=422 if request.method == "POST" else 200)


def _asked(request: HttpRequest, person: Person, label: str, page: Listing, told: dict[str, Any], amount: int) -> HttpResponse:
    """A large export waits for another's word."""
    leaving.ask(person, label, page.query, told["conditions"], amount, told["reason"])
    messages.success(request, f"共 {amount:,} 行，已申请导出；由另一位领导核准后，在“导出申请”里取走")
    return redirect("desk:exports")


def _conditions(page: Listing) -> str:
    """What the list was narrowed by; never the words of a search, which may name people."""
    names = page.conditions.chosen
    return "，".join(
        f"{chip.label}：{chip.value}" for name, chip in zip(names, page.conditions.chips(), strict=True) if name != "q"
    )


def _file(desk: type[Desk], ledger: Any, rows: QuerySet[Any], person: Person, told: dict[str, Any]) -> HttpResponse:
    title = ledger.title if ledger else desk.named()
    reason = "；".join(filter(None, (told["reason"], told["conditions"])))
    if told["kind"] == "csv" and not told["request"]:  # what is large is a workbook: it carries its mark
        return _stream(desk, ledger, rows, person, title, reason)
    return _workbook(desk, ledger, rows, person, (title, reason, leaving.watermark(person, told["reason"], told["request"])))


def _stream(desk: type[Desk], ledger: Any, rows: QuerySet[Any], person: Person, title: str, reason: str) -> StreamingHttpResponse:
    """Sent as it is read, noted before the first line leaves; a break shows as a download that was not finished."""
    heads = exporting.columns_of(ledger) if ledger else _heads(desk)
    lines = exporting.lines(ledger, rows) if ledger else _lines(rows, _names(desk))
    exporting.note_export(f"导出{title}{'' if ledger else '清单'} {rows.count()} 行", person, reason)
    answer = StreamingHttpResponse(writing.csv_pieces(heads, lines), content_type=TYPES["csv"])
    answer["Content-Disposition"] = content_disposition_header(True, _name(title, "csv"))
    return answer


def _workbook(desk: type[Desk], ledger: Any, rows: QuerySet[Any], person: Person, words: tuple[str, str, str]) -> FileResponse:
    title, reason, mark = words

    def written(path: Path) -> None:
        if ledger:
            exporting.export(ledger, rows, path, person, settings.SAMPLE, reason, mark)
        else:
            exporting.note_export(f"导出{title}清单 {_written(desk, rows, path, mark)} 行", person, reason)

    return written_and_sent(written, _name(title, "xlsx"))


def written_and_sent(write: Callable[[Path], object], name: str) -> FileResponse:
    """Written to a file of its own first, since a workbook is packed as a whole, and then sent."""
    kind = name.rpartition(".")[2]
    with open_folders.folder() as folder:
        path = folder / f"rows.{kind}"
        write(path)
        content = path.open("rb")  # stays readable after its folder is gone
    return FileResponse(content, as_attachment=True, filename=name, content_type=TYPES[kind])


def _name(title: str, kind: str) -> str:
    return f"{title}{timezone.localdate():%Y%m%d}.{kind}"


def _written(desk: type[Desk], rows: QuerySet[Any], path: Path, mark: str) -> int:
    return writing.write_xlsx(path, desk.named(), _heads(desk), _lines(rows, _names(desk)), mark=mark)


def _names(desk: type[Desk]) -> list[str]:
    return list(dict.fromkeys(("number", *desk.columns.split()))) if desk.model.numbering else desk.columns.split()


def _heads(desk: type[Desk]) -> list[writing.Column]:
    return [writing.Column(_head(desk, name), _kind(desk, name)) for name in _names(desk)]


def _head(desk: type[Desk], name: str) -> str:
    return "期限" if name == "due_on" else str(display.label(desk.model, name))


def _kind(desk: type[Desk], name: str) -> Any:
    field = display.field_of(desk.model, name)
    kinds = {"DecimalField": "money", "DateField": "date", "DateTimeField": "moment", "PositiveIntegerField": "whole"}
    return kinds.get(field.get_internal_type() if field is not None else "", "text")


def _lines(rows: QuerySet[Any], names: list[str]) -> Iterator[list[Any]]:
    related = [name for name in names if (field := display.field_of(rows.model, name)) is not None and field.is_relation]
    for record in rows.select_related(*{"unit", *related}).iterator(1000):
        with saying.texts_veiled(record, ()):
            line = [_cell(record, name) for name in names]
        yield line


def _cell(record: Any, name: str) -> Any:
    """Days and amounts as such; all else in the words of the list, personal data masked."""
    field = display.field_of(record, name)
    value = getattr(record, name, None) if field is not None and not field.is_relation else None
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None)
    if isinstance(value, date | Decimal):
        return value
    said = display.text(record, name)
    return "" if said == display.NONE else said
