"""The module as a Django app."""

from django.apps import AppConfig


class Module(AppConfig):
    name = "fazhi.services.rights"
    label = "rights"
    verbose_name = "个人信息权利请求"
    pillar = "services"
