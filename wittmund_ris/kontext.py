"""What every template is told, by wing. Stands last in TEMPLATES, so that its answer wins."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser


def nach_fluegel(request):
    """The inner wing learns the nonce; the public wing is told of no user, no messages and no request.

    A public template that asks for one of them gets the same nothing for everybody, so that it can neither show an
    account nor open the session.
    """
    kontext = {"koerperschaft_name": getattr(settings, "RIS_KOERPERSCHAFT", "Landkreis Wittmund")}
    if getattr(request, "oeffentlich", True):
        return kontext | {
            "fluegel": "portal",
            "basis": "portal/basis.html",
            "request": None,
            "user": AnonymousUser(),
            "perms": {},
            "messages": (),
            "csp_nonce": "",
        }
    return kontext | {
        "fluegel": "verwaltung",
        "basis": "verwaltung/basis.html",
        "csp_nonce": getattr(request, "csp_nonce", ""),
    }
