"""Which pages the browser goes through, and what it asks of the one that it sees."""

from aushang.models import Eintrag
from tests.browser.hilfen import druecken

# What has the focus, and whether that shows.
FOKUS = """() => {
    const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect()
    return {
        name: e.tagName + ' ' + (e.innerText || e.getAttribute('aria-label') || e.name || '').trim().slice(0, 40),
        klasse: e.className, inhalt: e.id, body: e === document.body,
        sichtbar: r.width > 1 && r.height > 1 && r.right > 0 && r.bottom > 0,
        rahmen: (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none',
    }
}"""


def knopf(text):
    return lambda seite: druecken(seite, text)


def absenden(seite):
    """Send the form of the page as it stands."""
    seite.locator("main form[method=post] button.kern-btn--primary").last.click()


def oeffentliche_seiten():
    """Two of each kind, the fixed lists, and what a list says when it finds nothing."""
    yield from ("/", "/vorlagen/", "/vorlagen/?q=konzept", "/vorlagen/?q=gibtesnicht&jahr=2019", "/vorlagen/?seite=2")
    yield from ("/sitzungen/", "/sitzungen/?gremium=kreistag&jahr=2019", "/gremien/", "/vorlagen/2019/0042/")
    yield from ("/sitzungen/2019-06-27-kreistag/", "/gremien/kreisausschuss/")
    ausgehaengt = Eintrag.objects.ausgehaengt()
    for art in ("gremium", "person", "seite"):
        yield from ausgehaengt.filter(art=art).order_by("pfad").values_list("pfad", flat=True)[:4]
    for art, richtungen in (("vorlage", ("nummer", "-nummer")), ("sitzung", ("datum", "-datum"))):
        for richtung in richtungen:
            yield from ausgehaengt.filter(art=art).order_by(richtung).values_list("pfad", flat=True)[:2]


def admin_seiten(seite) -> list[str]:
    return seite.locator("#content-main table tbody a").evaluate_all(
        "verweise => [...new Set(verweise.map(a => a.getAttribute('href')))]"
    )
