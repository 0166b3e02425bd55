"""人员和岗位, for the administrator: who works where, which roles they hold, whether they can sign in."""

import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from fazhi.faces.look.parts import Column, Link, Pager, Row, TableCell
from fazhi.kernel import registry
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.ledger import book
from fazhi.kernel.org.models import Account, Grant, Person
from fazhi.kernel.org.roles import ADMINISTRATOR, grantable
from fazhi.kernel.present.declared import units_within
from fazhi.kernel.records.querysets import within
from fazhi.kernel.records.search import reading

from . import display
from .asking import ask, sent, whole
from .doorway import staff
from .forms import reference
from .pickers import named, sounding, suggested

SIZE = 50
HEADS = [Column(label) for label in ("姓名", "单位", "用户名", "状态", "岗位")]
# Without the letters that are taken for one another when a password is read out.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def administrator(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Only for whoever administers some unit; for others the page is not there."""

    @staff
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.person.scope(ADMINISTRATOR):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def within_reach(admin: Person) -> QuerySet[Person]:
    """The people of the units that somebody administers."""
    today = Prefetch("granted", Grant.objects.on(timezone.localdate()).select_related("unit"), to_attr="held")
    rows = Person.objects.filter(within(admin.scope(ADMINISTRATOR), "unit__path"))
    return rows.select_related("unit", "account").prefetch_related(today)


def person_of(admin: Person, pk: int) -> Person:
    """One of them; 404 otherwise."""
    found = within_reach(admin).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@administrator
def people(request: HttpRequest) -> HttpResponse:
    """The people of one's units, found by name, pinyin, initials or user name."""
    text, after = request.GET.get("q", "").strip()[:60], whole(request.GET.get("after", ""))
    rows = _found(within_reach(request.user.person), text).order_by("pk")
    found = list((rows.filter(pk__gt=after) if after else rows)[: SIZE + 1])
    older = f"?q={text}&after={found[SIZE - 1].pk}" if len(found) > SIZE else ""
    pager = Pager(f"本页 {len(found[:SIZE])} 人", Link("回到开头", f"?q={text}" if after else ""), Link(f"后 {SIZE} 人", older))
    return render(
        request, "desk/people.html", {"columns": HEADS, "rows": [_row(one) for one in found[:SIZE]], "pager": pager, "text": text}
    )


def _found(rows: QuerySet[Person], text: str) -> QuerySet[Person]:
    if not text:
        return rows
    named = Q(name__contains=text) | Q(account__username__icontains=text) | Q(unit__name__contains=text)
    sounds = [one.pk for one in sounding(Person.objects.filter(pk__in=rows.values("pk")), text.lower())] if text.isascii() else []
    return rows.filter(named | Q(pk__in=sounds))


def _row(person: Person) -> Row:
    account = account_of(person)
    state = (
        display.mark("可登录", "done")
        if account and account.is_active
        else display.mark("停用" if account else "无账号", "ended")
    )
    told = (person.unit, account.username if account else "", state, "、".join(map(role_words, person.held)))
    cells = [TableCell(value, head.label) for value, head in zip(told, HEADS[1:], strict=True)]
    return Row(person.name, reverse("desk:person", args=[person.pk]), "", cells)


def account_of(person: Person) -> Account | None:
    return getattr(person, "account", None)


def role_words(grant: Grant) -> str:
    """办事员@荷花街道."""
    role = registry.on("roles").get(grant.role)
    return f"{role.label if role else grant.role}（{grant.unit}）"


class NewPerson(forms.Form):
    """Who they are and how they sign in."""

    name = forms.CharField(label="姓名", max_length=60)
    username = forms.CharField(label="用户名", max_length=64)
    phone = forms.CharField(label="联系电话", max_length=30, required=False)
    employee_no = forms.CharField(label="工号", max_length=32, required=False)

    def clean_username(self) -> str:
        name = Account.normalize_username(self.cleaned_data["username"])
        if Account.objects.filter(username__iexact=name).exists():
            raise ValidationError("用户名已被使用")
        return name


def unit_field(admin: Person, label: str = "单位") -> forms.Field:
    """A unit that somebody administers."""
    return reference(units_within(admin, [ADMINISTRATOR]), reverse("desk:pick_unit"), forms.CharField(label=label))


@administrator
def pick_unit(request: HttpRequest) -> JsonResponse:
    """The units one administers, while one types."""
    units = units_within(request.user.person, [ADMINISTRATOR])
    return JsonResponse({"found": [named(unit) for unit in suggested(units, request.GET.get("q", "")[:60])]})


@administrator
def add(request: HttpRequest) -> HttpResponse:
    """A new person with an account that cannot sign in before a password is set."""
    admin = request.user.person
    made = type("PersonForm", (NewPerson,), {"unit": unit_field(admin)})
    return ask(
        request,
        made(sent(request)),
        lambda data: _added(admin, data),
        "已添加。请接着授予岗位、设密码",
        reverse("desk:people"),
        title="添加人员",
    )


def _added(admin: Person, data: dict[str, Any]) -> None:
    username = data.pop("username")
    someone = Person(**data, valid_from=timezone.localdate())
    someone.full_clean()
    someone.save()
    Account.objects.create_user(username, None, someone)
    note(someone, admin, "添加人员", username)


@administrator
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant a role in a unit that one administers, from a day on."""
    admin = request.user.person
    someone = person_of(admin, pk)
    roles = sorted(((key, role.label) for key, role in grantable().items()), key=lambda pair: reading(pair[1]))
    fields = {
        "role": forms.ChoiceField(label="岗位", choices=[("", "请选择"), *roles]),
        "unit": unit_field(admin, "在哪个单位及其下级"),
        "valid_from": forms.DateField(label="起", initial=timezone.localdate, widget=day_input()),
        "valid_to": forms.DateField(label="止", required=False, widget=day_input(), help_text="最后一天；长期的留空"),
        "reason": forms.CharField(label="理由", max_length=200),
    }
    return ask(
        request,
        type("GrantForm", (forms.Form,), fields)(sent(request)),
        lambda data: _granted(admin, someone, data),
        "已授予岗位",
        reverse("desk:person", args=[pk]),
        title=f"授予{someone}岗位",
        submit="授予",
    )


def day_input() -> forms.DateInput:
    """An input for a day."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _granted(admin: Person, someone: Person, data: dict[str, Any]) -> None:
    reason = data.pop("reason")
    if data["valid_from"] < timezone.localdate():
        raise ValidationError({"valid_from": "不能早于今天：以前办过的事不能事后补权"})
    row = Grant(person=someone, **data)
    row.full_clean()
    row.save()
    note(someone, admin, f"授予岗位：{role_words(row)}", reason)


class Reason(forms.Form):
    """Why it is done."""

    reason = forms.CharField(label="理由", max_length=200)


@administrator
def end_grant(request: HttpRequest, pk: int, grant_pk: int) -> HttpResponse:
    """Take a role back from now on; that it was held stays known."""
    admin = request.user.person
    someone = person_of(admin, pk)
    row = Grant.objects.on(timezone.localdate()).filter(person=someone, pk=grant_pk).select_related("unit").first()
    if row is None or not admin.may_at(row.unit.path, ADMINISTRATOR):
        raise Http404
    return ask(
        request,
        Reason(sent(request)),
        lambda data: _ended(admin, someone, row, data["reason"]),
        "已收回岗位",
        reverse("desk:person", args=[pk]),
        title=f"收回{someone}的岗位",
        note=role_words(row),
        submit="收回",
    )


def _ended(admin: Person, someone: Person, row: Grant, reason: str) -> None:
    if someone.pk == admin.pk and row.role == ADMINISTRATOR:
        raise NotAllowed("不能收回自己的系统管理员岗位，请由另一位系统管理员办理")
    # A right that is taken back is gone at once, also when it was given today.
    row.valid_to = timezone.localdate() - timedelta(1)
    row.valid_from = min(row.valid_from, row.valid_to)
    row.save(update_fields=["valid_from", "valid_to"])
    note(someone, admin, f"收回岗位：{role_words(row)}", reason)


@administrator
@require_POST
def reset_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a new password and show it once; every session of the account ends."""
    admin = request.user.person
    someone = person_of(admin, pk)
    account = account_of(someone)
    if account is None or someone.pk == admin.pk:
        raise Http404
    word = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
    account.set_password(word)
    account.save(update_fields=["password"])
    note(someone, admin, "重设密码", "")
    return render(request, "desk/password_shown.html", {"one": someone, "word": word, "back": reverse("desk:person", args=[pk])})


@administrator
def switch(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an account sign in no more, or again."""
    admin = request.user.person
    someone = person_of(admin, pk)
    account = account_of(someone)
    if account is None or someone.pk == admin.pk:
        raise Http404
    title = "停用账号" if account.is_active else "启用账号"
    return ask(
        request,
        Reason(sent(request)),
        lambda data: _switched(admin, someone, account, title, data["reason"]),
        f"已{title}",
        reverse("desk:person", args=[pk]),
        title=title,
        note=f"{someone}（{account.username}）",
    )


def _switched(admin: Person, someone: Person, account: Account, title: str, reason: str) -> None:
    account.is_active = not account.is_active
    account.save(update_fields=["is_active"])
    note(someone, admin, title, reason)


def note(someone: Person, admin: Person, title: str, reason: str) -> None:
    """Tell the ledger what was done to a person's rights."""
    book.write(book.Act(someone, "administer", title[:120], actor=admin, unit=someone.unit, reason=reason))
