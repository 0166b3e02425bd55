"""The addresses of the gallery."""

from django.urls import path

from .pages import gallery, skeleton

app_name = "look"
urlpatterns = [path("", gallery, name="gallery"), path("<slug:name>/", skeleton, name="skeleton")]
