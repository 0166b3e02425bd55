"""The addresses of the gallery."""

from django.urls import path

from .pages import form, gallery, reveal, skeleton

app_name = "look"
urlpatterns = [
    path("", gallery, name="gallery"),
    path("form/", form, name="form"),
    path("reveal/", reveal, name="reveal"),
    path("<slug:name>/", skeleton, name="skeleton"),
]
