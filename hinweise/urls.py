"""Addresses of the notices: the list, the sending that the Administration looks after, the wishes of an account."""

from django.urls import path

from hinweise import views

app_name = "hinweise"
urlpatterns = [
    path("verwaltung/hinweise/", views.liste, name="liste"),
    path("verwaltung/hinweise/gelesen/", views.alle_gelesen, name="alle_gelesen"),
    path("verwaltung/hinweise/<int:pk>/gelesen/", views.einer_gelesen, name="gelesen"),
    path("verwaltung/hinweise/versand/", views.versand, name="versand"),
    path("verwaltung/hinweise/versand/<int:pk>/erneut/", views.erneut, name="erneut"),
    path("konto/hinweise/", views.einstellungen, name="einstellungen"),
]
