"""A list of points, each answered with a word and a note, in one form: what was asked cannot be changed by who answers."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import format_html, format_html_join

LONGEST = 200  # characters of a note
Row = list[str]  # point, key of the answer, note


class ChecklistInput(forms.Widget):
    """A row a point: its words, the choice, the note."""

    def __init__(self, words: type[models.TextChoices]) -> None:
        super().__init__()
        self.answer = forms.Select(choices=[("", "请选择"), *words.choices])

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> str:
        rows = [self._row(f"{name}-{at}", *row) for at, row in enumerate(value or [])]
        return format_html('<div class="stack">{}</div>', format_html_join("", "{}", ((row,) for row in rows)))

    def _row(self, name: str, point: str, answer: str, note: str) -> str:
        chosen = self.answer.render(f"{name}-answer", answer, {"class": "input w-s", "aria-label": point})
        return format_html(
            '<div class="stack snug"><span>{0}</span><div class="cluster">{1}'
            '<input class="input w-m" name="{2}-note" value="{3}" maxlength="{4}" placeholder="说明" aria-label="{0}：说明">'
            '<input type="hidden" name="{2}-point" value="{0}"></div></div>',
            point,
            chosen,
            name,
            note,
            LONGEST,
        )

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Row]:
        rows = []
        while (point := data.get(f"{name}-{len(rows)}-point")) is not None:
            at = f"{name}-{len(rows)}"
            rows.append([point, data.get(f"{at}-answer", ""), data.get(f"{at}-note", "").strip()])
        return rows

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}-0-point" not in data

    def id_for_label(self, id_: str) -> str:
        return ""


class ChecklistField(forms.Field):
    """No point is left out; a record that has none is asked none."""

    empty_values = ()


class Checklist(models.JSONField):
    """The points with their answers; whoever fills it in answers the points that stand there."""

    def __init__(self, verbose_name: str = "", words: type[models.TextChoices] | None = None, **kwargs: Any) -> None:
        self.words = words
        super().__init__(verbose_name, **{"default": list, "blank": True, **kwargs})

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        asked = [row[0] for row in getattr(model_instance, self.attname) or []]
        if [row[0] for row in value] != asked:
            raise ValidationError("检查要点和登记时的不一致，请刷新页面再填")
        for point, answer, note in value:
            if answer and answer not in self.words.values:
                raise ValidationError(f"“{point}”没有“{answer}”这个结果，可以选：{'、'.join(self.words.labels)}")
            if len(note) > LONGEST:
                raise ValidationError(f"“{point}”的说明不超过 {LONGEST} 字")

    def formfield(self, **kwargs: Any) -> forms.Field:
        return ChecklistField(label=self.verbose_name, required=True, widget=ChecklistInput(self.words), help_text=self.help_text)

    def told(self, value: list[Row] | None) -> str:
        """Point by point, as a page and a ledger write it."""
        return "\n".join(self._line(*row) for row in value or ())

    def _line(self, point: str, answer: str, note: str) -> str:
        said = self.words(answer).label if answer else "没有登记"
        return f"{point}：{said}（{note}）" if note else f"{point}：{said}"


def asking(points: Iterable[str]) -> list[Row]:
    """A checklist that nobody has answered."""
    return [[point.strip()[:200], "", ""] for point in points if point.strip()]


def unanswered(rows: list[Row]) -> list[str]:
    return [point for point, answer, _ in rows if not answer]
