"""Addresses of the public wing."""

app_name = "portal"
urlpatterns = []
