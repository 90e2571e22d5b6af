"""Addresses of the Beschlusskontrolle."""

from django.urls import path

from sitzungen.views import beschluss

app_name = "beschlusskontrolle"
urlpatterns = [
    path("", beschluss.liste, name="liste"),
    path("csv/", beschluss.ausgabe, name="csv"),
    path("erinnern/", beschluss.erinnern, name="erinnern"),
    path("bericht/", beschluss.bericht, name="bericht"),
    path("<int:pk>/", beschluss.detail, name="detail"),
]
