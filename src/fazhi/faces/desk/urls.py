"""The addresses of the desk; words such as `find` and `owed` cannot be labels, which hold a dot."""

from django.urls import path

from . import (
    bulk,
    deadlines,
    doorway,
    handing,
    inbox,
    owing,
    papers,
    picking,
    receipts,
    registering,
    reminding,
    rooms,
    signing,
    steps,
    views,
    views_of_lists,
)
from .ledgers import urls as ledgers

app_name = "desk"
RECORD = "<str:label>/<int:pk>/"

urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("find/", rooms.find, name="find"),
    path("me/", rooms.me, name="me"),
    path("handovers/", handing.hand_overs, name="hand_overs"),
    path("handovers/<int:pk>/", handing.hand_over, name="hand_over"),
    path("handovers/<int:pk>/<str:name>/", handing.deed, name="hand_over_deed"),
    path("owed/", owing.owed, name="owed"),
    path("owed/<int:pk>/", owing.owed_one, name="owed_one"),
    path("reminders/", reminding.reminders, name="reminders"),
    path("reminders/seen/", reminding.seen, name="reminders_seen"),
    path("signing/", signing.waiting, name="signing"),
    *ledgers.urlpatterns,
    path("<str:label>/", views.listing, name="list"),
    path("<str:label>/new/", registering.new, name="new"),
    path("<str:label>/bulk/", bulk.bulk, name="bulk"),
    path("<str:label>/keep/", views_of_lists.keep, name="keep_view"),
    path("<str:label>/drop/", views_of_lists.drop, name="drop_view"),
    path("<str:label>/pick/<str:model>/<str:name>/", picking.pick, name="pick"),
    path(RECORD, views.record, name="record"),
    path(f"{RECORD}step/<str:name>/", steps.step, name="step"),
    path(f"{RECORD}step/<str:name>/<int:part_pk>/", steps.step, name="part_step"),
    path(f"{RECORD}sign/<str:name>/", signing.sign, name="sign"),
    path(f"{RECORD}clock/<str:name>/", deadlines.clock, name="clock"),
    path(f"{RECORD}receipt/", receipts.receipt, name="receipt"),
    path(f"{RECORD}correct/", steps.correct, name="correct"),
    path(f"{RECORD}reveal/", views.reveal, name="reveal"),
    path(f"{RECORD}paper/<str:key>/<str:form>/", papers.paper, name="paper"),
    path(f"{RECORD}paper/<str:key>/", papers.issue_paper, name="issue"),
    path(f"{RECORD}issued/<int:issued_pk>/<str:form>/", papers.issued, name="issued"),
    path(f"{RECORD}files/", papers.upload, name="upload"),
    path(f"{RECORD}files/<int:file_pk>/", papers.download, name="file"),
    path(f"{RECORD}files/<int:file_pk>/withdraw/", papers.withdraw_file, name="withdraw_file"),
]

root_patterns = [
    path("login/", doorway.sign_in, name="login"),
    path("logout/", doorway.sign_out, name="logout"),
]
