"""The desk is the first page of the inner wing."""

from django.urls import path

from schreibtisch import views

app_name = "schreibtisch"
urlpatterns = [path("", views.schreibtisch, name="schreibtisch")]
