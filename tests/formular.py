"""Read a form out of a page and send it as a browser would: nothing is posted that the page does not hold."""

from lxml import html


class Seite:
    """An answer of the test client, with its forms."""

    def __init__(self, client, adresse, antwort):
        self.client, self.adresse, self.antwort = client, adresse, antwort
        self.status = antwort.status_code
        self.text = antwort.content.decode()
        self.baum = html.fromstring(self.text) if self.text.strip() else None

    def __contains__(self, text):
        return " ".join(text.split()).casefold() in " ".join(self.baum.text_content().split()).casefold()

    @property
    def meldungen(self) -> str:
        """What the page says in its alerts, for the message of a failing test."""
        return " | ".join(" ".join(e.text_content().split()) for e in self.baum.xpath("//*[@role='alert']"))

    def formular(self, knopf=None):
        """The form that holds the button `knopf` (name, value), or the one in <main> that is not the search."""
        for form in self.baum.xpath("//form"):
            if (form.get("method") or "get").lower() != "post" or "abmelden" in (form.get("action") or ""):
                continue
            if knopf is None or form.xpath(f".//button[@name='{knopf[0]}' and @value='{knopf[1]}']"):
                return form
        raise AssertionError(f"Kein Formular mit Knopf {knopf} auf {self.adresse}")

    def senden(self, _knopf=None, _dateien=None, **felder):
        """Fill in and press a button; the page that follows, after redirects."""
        form = self.formular(_knopf)
        daten = [(name, wert) for name, wert in _werte(form) if name not in felder]
        bekannt = set(form.fields.keys())
        for name, wert in felder.items():
            assert name in bekannt, f"Das Feld {name} steht nicht auf {self.adresse}: {sorted(bekannt)}"
            daten += [(name, w) for w in (wert if isinstance(wert, list) else [wert]) if w is not None]
        if _knopf:
            daten.append(_knopf)
        sammlung = {}
        for name, wert in daten:
            sammlung.setdefault(name, []).append(wert)
        for name, datei in (_dateien or {}).items():
            assert name in bekannt, f"Das Feld {name} steht nicht auf {self.adresse}"
            sammlung[name] = datei
        ziel = form.get("action") or self.adresse
        return oeffnen(self.client, ziel if ziel.startswith("/") else self.adresse, sammlung)


def _werte(form):
    """The values that a browser would send. lxml's own list turns an empty radio value into "on"."""
    leere = {e.get("name") for e in form.xpath(".//input[@type='radio'][@value=''][@checked]")}
    return [(name, "" if name in leere else wert) for name, wert in form.form_values()]


def oeffnen(client, adresse, daten=None) -> Seite:
    """GET, or POST with `daten`; redirects are followed."""
    antwort = client.get(adresse, follow=True) if daten is None else client.post(adresse, daten, follow=True)
    if antwort.redirect_chain:
        adresse = antwort.redirect_chain[-1][0].split("#")[0]
    return Seite(client, adresse, antwort)
