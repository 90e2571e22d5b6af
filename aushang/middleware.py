"""Requests to the public wing run under the database role `ris_portal`, without a session, and write nothing."""

from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction
from django.urls import Resolver404, resolve

ROLLE = "ris_portal"
OEFFENTLICHE_APPS = {"portal", "oparl"}


def ist_oeffentlich(request) -> bool:
    """True for every address of the public wing, and for addresses that nobody serves.

    An address that does not exist is public, so that its error page cannot tell more than a public page.
    """
    try:
        treffer = resolve(request.path_info)
    except Resolver404:
        return True
    return bool(OEFFENTLICHE_APPS.intersection(treffer.app_names))


class OeffentlicherFluegel:
    """Drop the session cookie, take the role `ris_portal` for the transaction, and always roll back."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.oeffentlich = ist_oeffentlich(request)
        if not request.oeffentlich:
            return self.get_response(request)
        request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        with als_oeffentlichkeit():
            return ohne_cookie(self.get_response(request))


@contextmanager
def als_oeffentlichkeit():
    """Read with the rights of the public wing alone; whatever happens inside is rolled back."""
    with transaction.atomic():
        with connection.cursor() as zeiger:
            zeiger.execute(f"SET LOCAL ROLE {ROLLE}")
        try:
            yield
        finally:
            transaction.set_rollback(True)


def ohne_cookie(response):
    """A public answer is the same for everybody: without `Vary: Cookie`, so that a shared cache may keep it once.

    LoginRequiredMiddleware touches the session of every request before it asks whether a login is needed.
    """
    vary = [teil.strip() for teil in response.get("Vary", "").split(",")]
    vary = [teil for teil in vary if teil and teil.lower() != "cookie"]
    if vary:
        response["Vary"] = ", ".join(vary)
    elif "Vary" in response:
        del response["Vary"]
    return response
