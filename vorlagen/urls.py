"""Addresses of the Vorlagen in the inner wing."""

from django.urls import path

from vorlagen import views

app_name = "vorlagen"
urlpatterns = [
    path("", views.Liste.as_view(), name="liste"),
    path("neu/", views.neu, name="neu"),
    path("<int:pk>/", views.Detail.as_view(), name="detail"),
    path("<int:pk>/bearbeiten/", views.bearbeiten, name="bearbeiten"),
    path("<int:pk>/pdf/", views.pdf, name="pdf"),
    path("<int:pk>/uebergang/<slug:name>/", views.uebergang, name="uebergang"),
    path("<int:pk>/anlagen/neu/", views.anlage_neu, name="anlage_neu"),
    path("anlagen/<int:pk>/", views.anlage, name="anlage"),
    path("anlagen/<int:pk>/entfernen/", views.anlage_entfernen, name="anlage_entfernen"),
    path("anlagen/<int:pk>/nachreichen/", views.anlage_nachreichen, name="anlage_nachreichen"),
    path("dokumente/<int:pk>/", views.dokument, name="dokument"),
]
