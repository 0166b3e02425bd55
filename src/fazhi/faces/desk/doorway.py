"""Who comes in: signing in with a lock after failures, and the decorator that every page of staff wears."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from fazhi.kernel import registry
from fazhi.kernel.ledger import book
from fazhi.kernel.present.declared import Desk

from . import badges, locks

MOST_FAILURES = 8

View = Callable[..., HttpResponse]


def staff(view: View) -> View:
    """Only for people with a post; nothing of it may stay in a shared browser's cache."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated or request.user.person is None:
            return redirect_to_login(request.get_full_path())
        response = view(request, *args, **kwargs)
        if request.method not in ("GET", "HEAD"):
            badges.forget(request.user.person)
        add_never_cache_headers(response)
        return response

    return guarded


def desk_of(label: str) -> type[Desk]:
    """The desk of a label; 404 when there is none."""
    desk = registry.on("desks").get(label)
    if desk is None:
        raise Http404
    return desk


def record_of(request: HttpRequest, label: str, pk: int) -> Any:
    """A record that this person may see; 404 alike for what is missing and what is not theirs."""
    rows = desk_of(label).model.objects.visible_to(request.user.person).select_related("unit", "recorded_by")
    record = rows.filter(pk=pk).first()
    if record is None:
        raise Http404
    return record


class SignIn(forms.Form):
    """What the sign-in page asks."""

    username = forms.CharField(
        label="用户名", max_length=64, widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True})
    )
    password = forms.CharField(
        label="密码", max_length=200, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in; after eight failures the name rests a quarter of an hour."""
    form, onward = SignIn(request.POST or None), request.POST.get("next") or request.GET.get("next") or ""
    if request.method == "POST" and form.is_valid() and _admitted(request, form):
        is_ours = url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure())
        return redirect(onward if is_ours else "desk:inbox")
    return render(request, "look/login.html", {"form": form, "next": onward})


def _admitted(request: HttpRequest, form: SignIn) -> bool:
    name = form.cleaned_data["username"].lower()
    # Counted before the password is looked at, so that many tries at once cannot outrun the count.
    if locks.tried(name) > MOST_FAILURES:
        form.add_error(None, "输错次数过多，这个用户名已锁定一刻钟")
        return False
    user = authenticate(request, username=name, password=form.cleaned_data["password"])
    if user is None or user.person is None:
        form.add_error(None, "用户名或者密码不对")
        return False
    locks.forget(name)
    login(request, user)
    book.write(book.Act(None, "sign_in", "登录", actor=user.person, unit=user.person.unit))
    return True


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out, and leave nothing in the browser."""
    logout(request)
    response = redirect("login")
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response
