"""The gallery alone, with the one address that every page names: the switch of languages."""

from django.urls import path
from django.views.i18n import set_language

from fazhi.faces.look.urls import urlpatterns as gallery

urlpatterns = [path("language/", set_language, name="language"), *gallery]
