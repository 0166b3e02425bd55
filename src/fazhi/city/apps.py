"""The demonstration city as a Django app."""

from django.apps import AppConfig


class City(AppConfig):
    name = "fazhi.city"
    label = "city"
