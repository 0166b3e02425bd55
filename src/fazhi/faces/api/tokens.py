"""Make, find and revoke tokens."""

import hashlib
import secrets
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from fazhi.kernel.ledger import book
from fazhi.kernel.org.models import Account, Person

from .models import Token

PREFIX = "fazhi_"
LONGEST_DAYS = 366


@transaction.atomic
def make(account: Account, name: str, days: int) -> tuple[Token, str]:
    """A new token and its key, which is shown once; raises ValidationError."""
    if account.person is None:
        raise ValidationError(f"账号“{account.username}”没有对应的人员，不能发放令牌")
    if not 1 <= days <= LONGEST_DAYS:
        raise ValidationError(f"有效期应为 1 至 {LONGEST_DAYS} 天")
    key = PREFIX + secrets.token_urlsafe(32)
    token = Token(account=account, name=name, digest=digest(key), expires_at=timezone.now() + timedelta(days=days))
    token.full_clean()
    token.save()
    _tell(account.person, "make_token", f"发放接口令牌“{name}”")
    return token, key


@transaction.atomic
def revoke(token: Token) -> None:
    """No request comes in with it from now on; raises ValidationError when it was revoked before."""
    if not Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
        raise ValidationError(f"令牌“{token.name}”已经吊销")
    _tell(token.account.person, "revoke_token", f"吊销接口令牌“{token.name}”")


def holder(key: str) -> Account | None:
    """The account behind a key, with its person, if both may come in today."""
    token = Token.objects.select_related("account__person__unit").filter(digest=digest(key)).first()
    today = timezone.localdate()
    if token is None or not token.is_live or not token.account.person.holds(today):
        return None
    token.note_use(today)
    return token.account


def digest(key: str) -> str:
    """The key is random and long, so a plain hash tells nothing of it."""
    return hashlib.sha256(key.encode()).hexdigest()


def _tell(person: Person, act: str, title: str) -> None:
    book.write(book.Act(None, act, title, actor=person, unit=person.unit))
