"""Addresses of the public wing alone: what the process `portal` serves."""

from django.urls import include, path

from wittmund_ris.gesundheit import gesundheit

urlpatterns = [
    path("gesundheit/", gesundheit),
    path("", include("portal.urls")),
]
