"""Addresses of the way to the archive: /verwaltung/archiv/."""

from django.urls import path

from vorlagen.views import archiv

app_name = "archiv"
urlpatterns = [
    path("", archiv.liste, name="liste"),
    path("<int:pk>/<slug:name>/", archiv.schritt, name="schritt"),
]
