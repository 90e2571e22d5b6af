"""Addresses of motions and questions, for members and the Sitzungsdienst."""

from django.urls import path

from vorlagen.views import antraege

app_name = "antraege"
urlpatterns = [
    path("", antraege.liste, name="liste"),
    path("neu/", antraege.neu, name="neu"),
    path("aufnehmen/", antraege.aufnehmen, name="aufnehmen"),
    path("<int:pk>/", antraege.antrag, name="antrag"),
    path("<int:pk>/bearbeiten/", antraege.bearbeiten, name="bearbeiten"),
]
