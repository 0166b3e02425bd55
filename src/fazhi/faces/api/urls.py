"""The addresses of the API: /api/v1/…, /api/openapi.json, /api/docs/."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, include, path, re_path
from django.views.generic import RedirectView
from ninja import NinjaAPI

from . import days, docs, doorway, figures, ledgers, library, openapi, papers, people, problems, public, records, steps
from .payload import PlainRenderer

app_name = "api"

api = NinjaAPI(
    title="法治平台接口",
    version="1",
    docs_url=None,
    openapi_url=None,
    auth=doorway.STAFF,
    throttle=[doorway.OFTEN],
    renderer=PlainRenderer(),
    urls_namespace="api",
)
problems.hear(api)
for router in (records.router, steps.router, papers.router):
    api.add_router("/records", router)
api.add_router("/indicators", figures.router)
api.add_router("/ledgers", ledgers.router)
api.add_router("/laws", library.router, throttle=[doorway.OPENLY])
api.add_router("/calendar", days.router, throttle=[doorway.OPENLY])
api.add_router("/public", public.router, throttle=[doorway.OPENLY])
api.add_router("", people.router)


def elsewhere(request: HttpRequest) -> HttpResponse:
    """An address that nothing answers."""
    return problems.Problem("missing", "没有这个地址；所有地址见 /api/docs/").answer()


def _guarded(pattern: URLPattern) -> URLPattern:
    pattern.callback = doorway.guarded(pattern.callback)
    return pattern


urlpatterns = [
    path("openapi.json", lambda request: openapi.document(request, api), name="openapi"),
    path("docs", RedirectView.as_view(pattern_name="api:docs")),
    path("docs/", lambda request: docs.groups(request, api), name="docs"),
    path("docs/<str:group>/", lambda request, group: docs.group(request, api, group), name="docs_group"),
    path("v1/", include([_guarded(pattern) for pattern in api.urls[0] if pattern.name != "api-root"])),
    re_path(r"^.*$", doorway.guarded(elsewhere)),
]
