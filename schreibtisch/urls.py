"""The desk is the first page of the inner wing; the handbook lies beside it."""

from django.urls import path

from schreibtisch import views

app_name = "schreibtisch"
urlpatterns = [
    path("", views.schreibtisch, name="schreibtisch"),
    path("handbuch/", views.inhaltsverzeichnis, name="handbuch"),
    path("handbuch/<slug:name>/", views.kapitel, name="kapitel"),
]
