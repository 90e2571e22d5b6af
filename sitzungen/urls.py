"""Addresses of the Sitzungen in the inner wing."""

app_name = "sitzungen"
urlpatterns = []
