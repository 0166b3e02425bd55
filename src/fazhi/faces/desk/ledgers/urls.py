"""The addresses of ledgers, below those of their list."""

from django.urls import path

from . import deeds, leave_pages, outgoing, pages

RUN = "<str:label>/import/<int:pk>/"

urlpatterns = [
    path("exports/", leave_pages.requests, name="exports"),
    path("exports/<int:pk>/", leave_pages.decide, name="decide_export"),
    path("<str:label>/export/", outgoing.export, name="export"),
    path("<str:label>/import/", pages.upload, name="import"),
    path("<str:label>/import/template/", pages.template, name="import_template"),
    path(RUN, pages.show, name="import_run"),
    path(f"{RUN}columns/", pages.columns, name="import_columns"),
    path(f"{RUN}progress/", pages.progress, name="import_progress"),
    path(f"{RUN}decide/", deeds.decide, name="import_decide"),
    path(f"{RUN}confirm/", deeds.confirm, name="import_confirm"),
    path(f"{RUN}drop/", deeds.drop, name="import_drop"),
    path(f"{RUN}resume/", deeds.resume, name="import_resume"),
    path(f"{RUN}sheet/", deeds.other_sheet, name="import_sheet"),
    path(f"{RUN}marked/", pages.marked, name="import_marked"),
    path(f"{RUN}original/", pages.original, name="import_original"),
]
