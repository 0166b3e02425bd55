"""The addresses of the boards; what is asked (unit, period, day, tree) stands in the question."""

from django.urls import path

from . import compare, coverage, figure, home, proving, published, records

app_name = "boards"
FIGURE = "figure/<str:code>/"

urlpatterns = [
    path("", home.home, name="home"),
    path("module/<slug:name>/", home.module, name="module"),
    path(FIGURE, figure.figure, name="figure"),
    path(f"{FIGURE}records/", records.listing, name="records"),
    path(f"{FIGURE}why/<int:pk>/", records.why, name="why"),
    path(f"{FIGURE}publish/", published.publish, name="publish"),
    path(f"{FIGURE}aim/", published.aim, name="aim"),
    path(f"{FIGURE}units.<str:form>", coverage.coverage_sheet, name="coverage_sheet"),
    path(f"{FIGURE}<slug:table>-table.<str:form>", records.sheet, name="sheet"),
    path("published/", published.listing, name="published"),
    path("published/<int:pk>/", published.snapshot, name="snapshot"),
    path("published/<int:pk>/proof.json", proving.proof_file, name="proof"),
    path("publishing/<int:pk>/", published.publishing, name="publishing"),
    path("compare/", compare.compare, name="compare"),
    path("table/", compare.table, name="table"),
    path("screen/", compare.screen, name="screen"),
]
