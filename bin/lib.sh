# Shared by bin/run and bin/test (POSIX sh, sourced): the tools, the virtual environment, the system packages.
# Expects the working folder to be the checkout.

umask 022
PY=.venv/bin/python

# The machine's own certificate authorities count too: many networks of administrations look into TLS.
if [ -e /etc/ssl/certs/ca-certificates.crt ]; then
    export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-true}"
fi

sag() { printf '%s\n' "$*" >&2; }

abbruch() {
    sag "$@"
    exit 1
}

# als_root BEFEHL…: as root, directly; otherwise through sudo, which asks no password where there is no terminal.
als_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif ! command -v sudo >/dev/null 2>&1; then
        return 1
    elif [ -t 0 ]; then
        sudo "$@"
    else
        sudo -n "$@"
    fi
}

# pakete NAME…: install those Debian packages that are missing; says what to do where that is not possible.
pakete() {
    fehlend=""
    for paket in "$@"; do
        # "installed" also counts under the new name that a package got with 64-bit time (libfoo0 -> libfoo0t64).
        dpkg-query -W -f='${db:Status-Status}\n' "$paket" "${paket}t64" 2>/dev/null | grep -qx installed ||
            fehlend="$fehlend $paket"
    done
    [ -n "$fehlend" ] || return 0
    if ! command -v apt-get >/dev/null 2>&1; then
        sag "Hinweis: Kein Debian. Falls etwas fehlt, installieren Sie die Entsprechungen von:$fehlend"
        return 0
    fi
    sag "Installiere Systempakete:$fehlend"
    # The word splitting is meant.
    # shellcheck disable=SC2086
    { als_root apt-get -qq update &&
        als_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install $fehlend; } \
        </dev/null >&2 || abbruch "Das ist misslungen. Bitte als root ausführen: apt-get install$fehlend"
}

# werkzeug_uv: set UV to a usable uv, installed from PyPI into .werkzeug/ if the machine has none.
werkzeug_uv() {
    if command -v uv >/dev/null 2>&1; then
        UV=uv
        return
    fi
    UV=.werkzeug/bin/uv
    [ -x "$UV" ] && return
    command -v python3 >/dev/null 2>&1 || pakete python3
    python3 -c 'import ensurepip' 2>/dev/null || pakete python3-venv
    sag "Hole das Werkzeug uv …"
    python3 -m venv .werkzeug && .werkzeug/bin/python -m pip -q install --disable-pip-version-check 'uv>=0.9' >&2 ||
        abbruch "uv ließ sich nicht installieren. Ist ein Paketregister (PyPI) erreichbar?"
}

# umgebung run|test: bring .venv to the state of uv.lock. A stamp keeps the next start quick.
umgebung() {
    stand=$(cat uv.lock pyproject.toml | cksum)
    for stempel in ".venv/.stand-$1" .venv/.stand-test; do
        if [ -x "$PY" ] && [ -f "$stempel" ] && [ "$(cat "$stempel")" = "$stand" ]; then
            return
        fi
    done
    werkzeug_uv
    sag "Installiere die Python-Pakete …"
    if [ "$1" = test ]; then
        "$UV" sync --quiet --locked </dev/null || abbruch "uv sync ist fehlgeschlagen."
    else
        # --inexact: what bin/test needs may stay. Where the database wheel does not fit, Debian's server will do.
        "$UV" sync --quiet --locked --inexact --no-group dev </dev/null ||
            "$UV" sync --quiet --locked --inexact --no-default-groups </dev/null ||
            abbruch "uv sync ist fehlgeschlagen."
    fi
    printf '%s' "$stand" >".venv/.stand-$1"
}

# datenbank_vorhanden: a PostgreSQL that runs here, unless DATABASE_URL names a server.
datenbank_vorhanden() {
    [ -n "${DATABASE_URL:-}${DATABASE_URL_FILE:-}" ] && return
    "$PY" -m wittmund_ris.datenbank 2>/dev/null || pakete postgresql
}

# WeasyPrint draws with Pango.
PAKETE_BETRIEB="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
# The browser, veraPDF (Java), the PDF tools, the text recognition that tests the reader of old papers, and the reader of docker-compose.yml.
PAKETE_PRUEFUNG="chromium default-jre-headless libjaxb-java poppler-utils qpdf docker-compose clamav-daemon libreoffice-writer-nogui libreoffice-calc-nogui tesseract-ocr tesseract-ocr-deu"
