"""The house rules as tests."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import FileField, ForeignKey, UniqueConstraint
from django.urls import get_resolver

BASIS = Path(__file__).resolve().parent.parent
APPS = ("aushang", "konten", "hinweise", "gremien", "vorlagen", "sitzungen", "schreibtisch", "portal")
CODE = sorted(p for ordner in (*APPS, "wittmund_ris", "bin") for p in (BASIS / ordner).rglob("*.py"))
EIGENER_CODE = [p for p in CODE if "migrations" not in p.parts]
TESTS = sorted((BASIS / "tests").rglob("*.py"))
TEMPLATES = sorted((BASIS / "templates").rglob("*.*"))


def zeilen(pfad: Path) -> int:
    return len(pfad.read_text(encoding="utf-8").splitlines())


def test_files_are_small():
    """At most 400 lines of code a file, 500 of tests."""
    zu_lang = {str(p.relative_to(BASIS)): zeilen(p) for p in EIGENER_CODE if zeilen(p) > 400}
    zu_lang |= {str(p.relative_to(BASIS)): zeilen(p) for p in TESTS if zeilen(p) > 500}
    assert zu_lang == {}


def test_no_module_is_named_after_a_pattern():
    verboten = {"services", "utils", "helpers", "common", "core", "selectors"}
    assert [p for p in EIGENER_CODE if p.stem in verboten or p.parent.name in verboten] == []


def test_every_template_is_used():
    """A template is named by code or by another template. The crispy pack and the error pages are found by their names."""
    texte = "\n".join(p.read_text(encoding="utf-8") for p in [*EIGENER_CODE, *TEMPLATES, *TESTS])
    ausnahmen = ("kern/", "400.html", "403.html", "403_csrf.html", "404.html", "500.html", "admin/")
    unbenutzt = []
    for pfad in TEMPLATES:
        name = pfad.relative_to(BASIS / "templates").as_posix()
        if not name.startswith(ausnahmen) and not re.search(rf"[\"']{re.escape(name)}[\"']", texte):
            unbenutzt.append(name)
    assert unbenutzt == []


def ist_eindeutig(modell, felder) -> bool:
    """True if two rows never tie: the key, a unique field or a whole unique constraint is among the fields."""
    namen = {feld.removeprefix("-") for feld in felder}
    if "pk" in namen or any(f.name in namen for f in modell._meta.fields if f.unique):
        return True
    return any(
        not c.condition and c.fields and set(c.fields) <= namen
        for c in modell._meta.constraints
        if isinstance(c, UniqueConstraint)
    )


def test_every_order_is_total():
    """PostgreSQL gives tied rows in any order: the register would differ from its own recomputation."""
    modelle = [m for app in APPS if app != "portal" for m in apps.get_app_config(app).get_models()]
    assert [m.__name__ for m in modelle if m._meta.ordering and not ist_eindeutig(m, m._meta.ordering)] == []


def test_templates_hold_no_inline_script_or_style():
    """The content security policy would block it."""
    treffer = []
    for pfad in TEMPLATES:
        if pfad.suffix != ".html" or pfad.is_relative_to(BASIS / "templates" / "pdf"):
            continue
        text = pfad.read_text(encoding="utf-8")
        if re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", text):
            treffer.append(pfad.name)
    assert treffer == []


def _ansichten(muster, vorsilbe=(), pfad=""):
    for eintrag in muster:
        if hasattr(eintrag, "url_patterns"):
            namen = (*vorsilbe, eintrag.app_name) if eintrag.app_name else vorsilbe
            yield from _ansichten(eintrag.url_patterns, namen, pfad + str(eintrag.pattern))
        else:
            yield vorsilbe, pfad + str(eintrag.pattern), eintrag.callback


# Before a login there are only these.
OFFEN = {
    "konto/anmelden/",
    "konto/passwort/vergessen/",
    "konto/passwort/vergessen/gesendet/",
    "konto/passwort/neu/<uidb64>/<token>/",
    "konto/passwort/neu/fertig/",
    "gesundheit/",
}


def test_everything_inside_needs_a_login_and_nothing_outside_does():
    for namen, pfad, ansicht in _ansichten(get_resolver().url_patterns):
        offen = not getattr(ansicht, "login_required", True)
        if "portal" in namen:
            assert offen, f"{pfad} ist öffentlich und verlangt eine Anmeldung"
        elif pfad.startswith("admin/"):
            continue  # the admin asks by itself; its login page sends to ours
        else:
            assert offen == (pfad in OFFEN), pfad


def _adressnamen(muster, raum=""):
    for eintrag in muster:
        if hasattr(eintrag, "url_patterns"):
            innen = f"{raum}{eintrag.namespace}:" if eintrag.namespace else raum
            yield from _adressnamen(eintrag.url_patterns, innen)
        elif eintrag.name:
            yield raum + eintrag.name


def test_templates_name_addresses_that_exist():
    """`{% url … as x %}` says nothing when it finds nothing: the link would be missing and nobody would know."""
    bekannt = set(_adressnamen(get_resolver().url_patterns))
    for pfad in TEMPLATES:
        genannt = re.findall(r"""{%\s*url\s+["']([\w:-]+)["']\s""", pfad.read_text(encoding="utf-8"))
        assert set(genannt) <= bekannt, pfad


def test_public_functions_of_the_domain_have_a_docstring():
    """Rule, units, errors, source: at least one sentence on every function that others call."""
    ohne = []
    module = [p for p in EIGENER_CODE if p.parent.name in ("vorlagen", "sitzungen", "gremien", "aushang", "konten")]
    for pfad in module:
        if pfad.stem in ("models", "admin", "apps", "urls", "views", "choices"):
            continue
        for knoten in ast.parse(pfad.read_text(encoding="utf-8")).body:
            oeffentlich = isinstance(knoten, ast.FunctionDef) and not knoten.name.startswith("_")
            praedikat = oeffentlich and any("predicate" in ast.unparse(d) for d in knoten.decorator_list)
            if oeffentlich and not praedikat and not ast.get_docstring(knoten):
                ohne.append(f"{pfad.relative_to(BASIS)}: {knoten.name}")
    assert ohne == []


def test_models_never_lose_rows_by_cascade_beyond_drafts():
    """CASCADE only to what a draft or a planned sitting owns; everything else is PROTECT or SET_NULL."""
    erlaubt = {
        "vorlagen.Beratung.vorlage",
        "vorlagen.Anlage.vorlage",
        "vorlagen.AnlageDatei.anlage",
        "vorlagen.Anlagentext.datei",
        "vorlagen.Vorgabestation.vorgabe",
        # Derived data, and what a person keeps for themselves.
        "vorlagen.Vorlagensuche.vorlage",
        "vorlagen.Anlagensuche.anlage",
        "vorlagen.GespeicherteSuche.benutzer",
        "sitzungen.Sitzungssuche.sitzung",
        "vorlagen.Vorgabeamt.vorgabe",
        "sitzungen.Tagesordnungspunkt.sitzung",
        "sitzungen.Anwesenheit.sitzung",
        # A draft that plans nothing yet.
        "sitzungen.Plantermin.plan",
        # Of an open sitting; after its end triggers refuse.
        "sitzungen.Anwesenheitszeit.sitzung",
        "sitzungen.Anwesenheitszeit.anwesenheit",
        "sitzungen.Teilnahme.sitzung",
        "sitzungen.Unterbrechung.sitzung",
        "sitzungen.Stimme.abstimmung",
        "gremien.Standardpunkt.gremium",
    }
    kaskaden = set()
    for name in APPS:
        for modell in apps.get_app_config(name).get_models():
            for feld in modell._meta.local_fields:
                assert not isinstance(feld, FileField), "Dateien liegen unter ihrem Siegel, nicht in einem FileField"
                if isinstance(feld, ForeignKey) and feld.remote_field.on_delete.__name__ == "CASCADE":
                    kaskaden.add(f"{modell._meta.label}.{feld.name}")
    assert kaskaden == erlaubt


@pytest.mark.django_db
def test_migrations_are_complete():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_product_speaks_of_itself_alone():
    """No path of a machine and no issue number in what is handed on."""
    verboten = re.compile(r"/home/[a-z]|\bissue #?\d", re.IGNORECASE)
    treffer = []
    for pfad in [*EIGENER_CODE, *TESTS, *TEMPLATES, *BASIS.glob("*.md"), *(BASIS / "docs").rglob("*.md")]:
        if pfad == Path(__file__) or pfad.suffix not in (".py", ".html", ".md", ".txt"):
            continue
        if verboten.search(pfad.read_text(encoding="utf-8")):
            treffer.append(str(pfad.relative_to(BASIS)))
    assert treffer == []
