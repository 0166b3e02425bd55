"""The addresses of the public; none of them holds anybody's data."""

from django.urls import path

from . import apply_pages, figures, follow_pages, guiding, home, laws, log, notices, passing, proposals, proving, verifying

app_name = "portal"
INTAKE = "apply/<slug:key>/"

urlpatterns = [
    path("", home.home, name="home"),
    path("ask/", home.ask, name="ask"),
    path(INTAKE, apply_pages.start, name="apply"),
    path(f"{INTAKE}<int:n>/", apply_pages.stage, name="stage"),
    path(f"{INTAKE}<int:n>/keep/", apply_pages.autosave, name="keep"),
    path(f"{INTAKE}proposals/", proposals.proposals, name="proposals"),
    path(f"{INTAKE}receipt/", apply_pages.receipt, name="receipt"),
    path(f"{INTAKE}receipt/log.json", apply_pages.log_receipt, name="sent_receipt"),
    path(f"{INTAKE}clear/", apply_pages.clear, name="clear"),
    path("check/<slug:key>/", guiding.guide, name="guide"),
    path("places/", apply_pages.places, name="places"),
    path("follow/", follow_pages.follow, name="follow"),
    path("follow/matter/", follow_pages.matter, name="matter"),
    path("follow/matter/paper/", follow_pages.paper, name="paper"),
    path("follow/matter/receipt.json", follow_pages.log_receipt, name="log_receipt"),
    path("follow/matter/receipt.tlog-proof", follow_pages.log_proof, name="log_proof"),
    path("follow/matter/leave/", follow_pages.leave, name="leave"),
    path("follow/matter/step/<str:name>/", follow_pages.step, name="step"),
    path("follow/matter/step/<str:name>/<int:pk>/", follow_pages.step, name="part_step"),
    path("pass/<slug:key>/<str:token>/", passing.scanned, name="scanned"),
    path("notices/", notices.notices, name="notices"),
    path("notices/<str:key>/", notices.notice, name="notice"),
    path("notices/<str:key>/<int:pk>/file/", notices.notice_file, name="notice_file"),
    path("notices/<str:key>/table.csv", notices.notice_table, name="notice_table"),
    path("figures/", figures.figures, name="figures"),
    path("figures/<int:pk>/", figures.figure, name="figure"),
    path("log/", log.log, name="log"),
    path("log/feed.xml", log.Checkpoints(), name="log_feed"),
    path("log/days/<str:on>/", log.day, name="log_day"),
    path("log/days/<str:on>/paper.pdf", log.paper, name="log_paper"),
    path("log/<slug>/<path:path>", log.file, name="log_file"),
    path("figures/<int:pk>/proof.json", proving.proof_file, name="proof"),
    path("figures/<int:pk>/proof-<slug:form>.json", proving.proof_file, name="proof_form"),
    path("verify/", proving.verifier, name="verify"),
    path("verify/paper/", verifying.verify, name="verify_paper"),
    path("verify/<str:name>", proving.program, name="program"),
    path("access/", home.access, name="access"),
    path("privacy/", home.privacy, name="privacy"),
]

# Laws are named without the portal: staff read them within their desk.
law_patterns = [
    path("law/", laws.shelf, name="laws"),
    path("law/<str:title>/", laws.law, name="law"),
    path("law/<str:title>/<str:number>/", laws.article, name="article"),
]
