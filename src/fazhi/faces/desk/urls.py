"""The addresses of the desk; the words `law`, `find`, `me` cannot be labels, which hold a dot."""

from django.urls import path

from . import doorway, rooms, views

app_name = "desk"
RECORD = "<str:label>/<int:pk>/"

urlpatterns = [
    path("", rooms.inbox, name="inbox"),
    path("find/", rooms.find, name="find"),
    path("me/", rooms.me, name="me"),
    path("<str:label>/", views.listing, name="list"),
    path("<str:label>/new/", views.new, name="new"),
    path(RECORD, views.record, name="record"),
    path(f"{RECORD}step/<str:name>/", views.step, name="step"),
    path(f"{RECORD}step/<str:name>/<int:part_pk>/", views.step, name="part_step"),
    path(f"{RECORD}correct/", views.correct, name="correct"),
    path(f"{RECORD}reveal/", views.reveal, name="reveal"),
    path(f"{RECORD}paper/<str:key>/<str:form>/", views.paper, name="paper"),
    path(f"{RECORD}files/", views.upload, name="upload"),
    path(f"{RECORD}files/<int:file_pk>/", views.download, name="file"),
]

root_patterns = [
    path("law/", rooms.laws, name="laws"),
    path("law/<str:title>/", rooms.law, name="law"),
    path("law/<str:title>/<str:number>/", rooms.law, name="article"),
    path("login/", doorway.sign_in, name="login"),
    path("logout/", doorway.sign_out, name="logout"),
]
