"""Which face answers which address."""

from django.urls import include, path
from django.views.i18n import set_language

from fazhi.faces.desk.urls import root_patterns
from fazhi.faces.portal.urls import law_patterns

urlpatterns = [
    *root_patterns,
    *law_patterns,
    path("language/", set_language, name="language"),
    path("desk/", include("fazhi.faces.desk.urls")),
    path("boards/", include("fazhi.faces.boards.urls")),
    path("look/", include("fazhi.faces.look.urls")),
    path("api/", include("fazhi.faces.api.urls")),
    path("", include("fazhi.faces.portal.urls")),
]

handler400 = "fazhi.faces.look.answers.bad_request"
handler500 = "fazhi.faces.look.answers.server_error"
