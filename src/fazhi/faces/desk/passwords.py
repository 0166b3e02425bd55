"""My password."""

from typing import Any

from django import forms
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from fazhi.kernel.ledger import book

from .asking import ask, sent
from .doorway import staff


class NewPassword(forms.Form):
    """The old one, and the new one twice."""

    old = forms.CharField(
        label="现在的密码", strip=False, max_length=200, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    new = forms.CharField(
        label="新密码", strip=False, max_length=200, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    again = forms.CharField(
        label="再填一次", strip=False, max_length=200, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, account: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account
        self.fields["new"].help_text = "；".join(text.rstrip("。") for text in password_validators_help_texts())

    def clean_old(self) -> str:
        if not self.account.check_password(self.cleaned_data["old"]):
            raise ValidationError("现在的密码不对")
        return self.cleaned_data["old"]

    def clean_new(self) -> str:
        validate_password(self.cleaned_data["new"], self.account)
        return self.cleaned_data["new"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "new" in data and data.get("again") != data["new"]:
            self.add_error("again", "两次填的不一样")
        return data


@staff
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; other sessions end, this one goes on."""
    account = request.user

    def change(data: dict[str, Any]) -> None:
        account.set_password(data["new"])
        account.save(update_fields=["password"])
        update_session_auth_hash(request, account)
        book.write(book.Act(account.person, "password", "修改自己的密码", actor=account.person, unit=account.person.unit))

    return ask(
        request,
        NewPassword(account, sent(request)),
        change,
        "密码已修改，别处的登录已经退出",
        reverse("desk:me"),
        title="修改密码",
    )
