"""Addresses of the Vorlagen in the inner wing."""

app_name = "vorlagen"
urlpatterns = []
