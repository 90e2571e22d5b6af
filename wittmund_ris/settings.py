"""Settings. Every value that an operator may change is an environment variable; the defaults are the safe ones."""

import os
import shutil
from pathlib import Path

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from wittmund_ris.datenbank import datenordner

BASE_DIR = Path(__file__).resolve().parent.parent


def umgebung(name: str, default: str = "") -> str:
    """The variable `name`, or the content of the file that `name`_FILE names (for secrets)."""
    datei = os.environ.get(f"{name}_FILE")
    if datei:
        return Path(datei).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def schalter(name: str, default: str = "nein") -> bool:
    wert = umgebung(name, default).lower()
    if wert not in ("ja", "nein"):
        raise ImproperlyConfigured(f"{name} muss „ja“ oder „nein“ sein, nicht „{wert}“.")
    return wert == "ja"


# --- Mode -------------------------------------------------------------------------------------------------
DEMO = schalter("RIS_DEMO")
PRODUKTION = schalter("RIS_PRODUKTION")
DEBUG = schalter("RIS_DEBUG")
if PRODUKTION and (DEMO or DEBUG):
    raise ImproperlyConfigured("RIS_PRODUKTION=ja verträgt sich nicht mit RIS_DEMO=ja oder RIS_DEBUG=ja.")

SECRET_KEY = umgebung("SECRET_KEY")
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY (oder SECRET_KEY_FILE) ist nicht gesetzt.")

# Which wing this process serves: "beide" (trying out), "verwaltung" or "portal".
FLUEGEL = umgebung("RIS_FLUEGEL", "beide")
if FLUEGEL not in ("beide", "verwaltung", "portal"):
    raise ImproperlyConfigured("RIS_FLUEGEL muss „beide“, „verwaltung“ oder „portal“ sein.")
PORTAL_URLCONF = "wittmund_ris.urls_portal"
ROOT_URLCONF = {
    "beide": "wittmund_ris.urls",
    "verwaltung": "wittmund_ris.urls",
    "portal": PORTAL_URLCONF,
}[FLUEGEL]

ALLOWED_HOSTS = [h for h in umgebung("ALLOWED_HOSTS", "" if PRODUKTION else "127.0.0.1,localhost").split(",") if h]
CSRF_TRUSTED_ORIGINS = [h for h in umgebung("CSRF_TRUSTED_ORIGINS").split(",") if h]
# Absolute address of the public wing, for documents and mails.
OEFFENTLICHE_ADRESSE = umgebung("RIS_OEFFENTLICHE_ADRESSE", "http://127.0.0.1:8000").rstrip("/")
# And of the inner wing: the links in mails to accounts.
VERWALTUNGSADRESSE = umgebung("RIS_VERWALTUNGSADRESSE", OEFFENTLICHE_ADRESSE).rstrip("/")

# --- Apps -------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    # Before the house, which takes their admin pages away.
    "django_tasks",
    "django_tasks_db",
    # The house's own templates must win over the admin's.
    "schreibtisch",
    "sitzungen",
    "vorlagen",
    "gremien",
    "hinweise",
    "konten",
    "aushang",
    "portal",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "crispy_forms",
    "csp",
    "django_htmx",
    # Its static files: the building blocks of the editor (static/js/editor.js).
    "django_prose_editor",
    "pgtrigger",
    "rules",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "aushang.middleware.OeffentlicherFluegel",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hinweise.kontext.ungelesene",
                # Last: it takes from public pages what the three above have put in.
                "wittmund_ris.kontext.nach_fluegel",
            ],
            "libraries": {"richtext": "wittmund_ris.richtext_tags"},
        },
    },
]
WSGI_APPLICATION = "wittmund_ris.wsgi.application"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["kern"]
CRISPY_TEMPLATE_PACK = "kern"
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# --- Database and files -----------------------------------------------------------------------------------
if not os.environ.get("DATABASE_URL") and not os.environ.get("DATABASE_URL_FILE"):
    raise ImproperlyConfigured("DATABASE_URL ist nicht gesetzt (manage.py startet sonst die eingebettete Datenbank).")
DATABASES = {"default": dj_database_url.parse(umgebung("DATABASE_URL"), conn_max_age=60, conn_health_checks=True)}
if datenbank_passwort := umgebung("DATABASE_PASSWORD"):  # so that the address may be no secret
    DATABASES["default"]["PASSWORD"] = datenbank_passwort
# The account of the public process: `portalrolle_einrichten` makes it, nobody else reads these two.
PORTAL_ROLLE = umgebung("RIS_PORTAL_ROLLE", "ris_portal_anmeldung")
PORTAL_PASSWORT = umgebung("RIS_PORTAL_PASSWORT")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DATEN = datenordner()
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Page pictures of previews: internal, for an hour, at most a hundred.
    "vorschau": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATEN / "vorschau",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 100},
    },
}
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATEN / "intern", "base_url": None},
    },
    "aushang": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATEN / "aushang", "base_url": None},
    },
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if PRODUKTION
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        ),
    },
}
STATIC_URL = "/static/"
# Filled by collectstatic in production; otherwise WhiteNoise asks the finders.
STATIC_ROOT = Path(umgebung("RIS_STATIC", str(BASE_DIR / "staticfiles"))) if PRODUKTION else None
STATICFILES_DIRS = [BASE_DIR / "static", ("handbuch", BASE_DIR / "docs" / "handbuch" / "bilder")]
WHITENOISE_USE_FINDERS = not PRODUKTION
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_PERMISSIONS = 0o640
# Anlagen: the largest file, how many in one upload and at one paper, the largest picture.
ANLAGE_MAX_MB = int(umgebung("RIS_ANLAGE_MAX_MB", "50"))
ANLAGEN_JE_UPLOAD = int(umgebung("RIS_ANLAGEN_JE_UPLOAD", "20"))
ANLAGEN_JE_VORLAGE = int(umgebung("RIS_ANLAGEN_JE_VORLAGE", "60"))
BILD_MAX_MEGAPIXEL = int(umgebung("RIS_BILD_MAX_MEGAPIXEL", "100"))
# Malware scan: Unix socket or host:port of a clamd. Empty: none, and every file says that it was not scanned.
CLAMD = umgebung("RIS_CLAMD")
# LibreOffice for office files; empty string or not found: they are refused with what to do.
SOFFICE = umgebung("RIS_SOFFICE", shutil.which("soffice") or "")

# --- Accounts ---------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "konten.Benutzer"
LOGIN_URL = "konten:anmelden"
LOGIN_REDIRECT_URL = "schreibtisch:schreibtisch"
LOGOUT_REDIRECT_URL = "konten:anmelden"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_COOKIE_SAMESITE = "Lax"

# How long the log of readings of non-public files is kept, in days; `lesezugriffe_aufraeumen` deletes what is older.
LESEZUGRIFFE_TAGE = int(umgebung("RIS_LESEZUGRIFFE_TAGE", "365"))

# --- Mail -------------------------------------------------------------------------------------------------
EMAIL_HOST = umgebung("EMAIL_HOST")
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if EMAIL_HOST else "django.core.mail.backends.filebased.EmailBackend"
)
# Without a mail server, for trying out: one file for each mail.
EMAIL_FILE_PATH = DATEN / "postausgang"
EMAIL_PORT = int(umgebung("EMAIL_PORT", "587"))
EMAIL_HOST_USER = umgebung("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = umgebung("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = schalter("EMAIL_USE_TLS", "ja")
# Seconds. A server that hangs must not hold the worker.
EMAIL_TIMEOUT = 60
DEFAULT_FROM_EMAIL = umgebung("DEFAULT_FROM_EMAIL", "sitzungsdienst@landkreis.example")

# --- Background work: mail, text extraction, previews. The worker is `manage.py hintergrund` -------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- Language and time ------------------------------------------------------------------------------------
LANGUAGE_CODE = "de"
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True

# --- Security ---------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUKTION
SECURE_SSL_REDIRECT = PRODUKTION
# The health checks of the containers speak HTTP on loopback.
SECURE_REDIRECT_EXEMPT = [r"^gesundheit/$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUKTION else None
SECURE_HSTS_SECONDS = 31_536_000 if PRODUKTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUKTION

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "filters": {"ohne_inhalt": {"()": "wittmund_ris.meldungen.OhneInhalt"}},
    # A failed task is told by its class: its trace may hold an address or a word of a paper.
    "loggers": {name: {"filters": ["ohne_inhalt"]} for name in ("django_tasks", "django_tasks_db")},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
