"""The views of a list: those a module declares and those a person keeps, each with how many records it holds."""

from urllib.parse import parse_qsl

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from fazhi.faces.look.answers import go_to
from fazhi.faces.look.parts import Link
from fazhi.kernel import registry
from fazhi.kernel.org.models import Person
from fazhi.kernel.present.declared import Desk

from .asking import ask, sent
from .doorway import desk_of, staff
from .filtering import Conditions
from .lists import Listing
from .remembering import SavedView

MOST_VIEWS = 12


def views_of(page: Listing, saved: list[SavedView]) -> tuple[list[Link], str]:
    """The tabs above a list, each with how many it holds, and how many the list itself holds."""
    shown = [(view.label, view.query) for view in (*page.desk.views, *saved)]
    asked = [Conditions(page.desk, page.person, dict(parse_qsl(query))) for _, query in shown]
    *amounts, own = page.amounts([*asked, page.conditions])
    tabs = [Link(name, f"?{query}", page.query == query, amount) for (name, query), amount in zip(shown, amounts, strict=True)]
    return [Link("全部", "?", not page.query), *tabs] if tabs else [], page.total(own)


def kept_views(person: Person, desk: type[Desk]) -> list[SavedView]:
    """What a person keeps of a list."""
    return list(SavedView.objects.filter(person=person, of=registry.label(desk.model))[:MOST_VIEWS])


class Naming(forms.Form):
    """What a view is called."""

    label = forms.CharField(label="名称", max_length=20, help_text="例如：本街道超期的")


@staff
def keep(request: HttpRequest, label: str) -> HttpResponse:
    """Keep the conditions and the order of a list under a name; the same name again replaces it."""
    desk, person = desk_of(label), request.user.person
    query = Listing(desk, person, request.GET.dict()).query[:1000]
    back = f"{reverse('desk:list', args=[label])}?{query}"

    def kept(data: dict[str, str]) -> None:
        SavedView.objects.update_or_create(person=person, of=label, label=data["label"], defaults={"query": query})

    told = [(chip.label, chip.value) for chip in Conditions(desk, person, request.GET.dict()).chips()]
    return ask(
        request,
        Naming(sent(request)),
        kept,
        "已存为视图",
        back,
        title="存为视图",
        submit="保存",
        note="只有您自己看得到。",
        subject="条件",
        pairs=told or [("条件", "全部")],
    )


@staff
@require_POST
def drop(request: HttpRequest, label: str) -> HttpResponse:
    """Give up a kept view."""
    desk = desk_of(label)
    deleted, _ = SavedView.objects.filter(
        person=request.user.person, of=registry.label(desk.model), label=request.POST.get("label", "")
    ).delete()
    if not deleted:
        raise Http404
    return go_to(request, reverse("desk:list", args=[label]))
