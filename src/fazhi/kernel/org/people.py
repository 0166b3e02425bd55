"""People who work here, and the accounts with which they sign in."""

from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from fazhi.kernel.registry.sealed import Watched, WatchedQuerySet

from .dated import Dated
from .scope import Scoped
from .units import Unit


class Person(Scoped, Dated):
    name = models.CharField("姓名", max_length=60)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="people", verbose_name="所在单位")
    phone = models.CharField("联系电话", max_length=30, blank=True)
    employee_no = models.CharField("工号", max_length=32, blank=True)

    class Meta(Dated.Meta):
        verbose_name = verbose_name_plural = "人员"
        ordering = ["unit", "id"]

    def __str__(self) -> str:
        return self.name


class AccountQuerySet(WatchedQuerySet):
    def select_for_update(self, *args: Any, **kwargs: Any) -> Self:
        """Lock the account alone: PostgreSQL cannot lock the person that it may lack."""
        return super().select_for_update(*args, **{"of": ("self",), **kwargs})


class Accounts(BaseUserManager.from_queryset(AccountQuerySet)):
    def get_queryset(self) -> AccountQuerySet:
        """Every request asks for the person, and often for the unit."""
        return super().get_queryset().select_related("person__unit")

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username__iexact=username)

    def create_user(self, username: str, password: str | None = None, person: Person | None = None) -> "Account":
        """A new account; without a password nobody can sign in with it."""
        account = self.model(username=self.model.normalize_username(username), person=person)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(Watched, AbstractBaseUser):
    """Who signs in. What the account may do is said by the grants of its person alone."""

    unsealed = "last_login"

    username = models.CharField("用户名", max_length=64, unique=True)
    person = models.OneToOneField(Person, models.PROTECT, related_name="account", null=True, blank=True, verbose_name="人员")
    is_active = models.BooleanField("启用", default=True)
    created_at = models.DateTimeField("创建时间", auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = Accounts()

    class Meta:
        verbose_name = verbose_name_plural = "账号"
        constraints = [
            models.UniqueConstraint(Lower("username"), name="org_account_username", violation_error_message="用户名已被使用")
        ]

    def __str__(self) -> str:
        return self.person.name if self.person else self.username
