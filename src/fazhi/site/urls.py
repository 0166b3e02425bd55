"""Which face answers which address."""

from django.urls import include, path
from django.views.generic import RedirectView

from fazhi.faces.desk.urls import root_patterns

urlpatterns = [
    *root_patterns,
    path("desk/", include("fazhi.faces.desk.urls")),
    path("boards/", include("fazhi.faces.boards.urls")),
    path("look/", include("fazhi.faces.look.urls")),
    path("api/", include("fazhi.faces.api.urls")),
    path("", RedirectView.as_view(pattern_name="desk:inbox")),
]
