"""How the system is started and run: the settings, the containers, the examples for operators."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.conf import settings

BASIS = Path(__file__).resolve().parent.parent
PFLICHT = {
    "RIS_GEHEIMNISSE": "/nirgends",
    "RIS_PORTAL_HOST": "ris.example",
    "RIS_VERWALTUNG_HOST": "sitzungsdienst.example",
    "RIS_TLS": "internal",
    "EMAIL_HOST": "mail.example",
    "DEFAULT_FROM_EMAIL": "sitzungsdienst@ris.example",
}


def quelltext(*pfade):
    return "\n".join((BASIS / pfad).read_text(encoding="utf-8") for pfad in pfade)


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load(quelltext("docker-compose.yml"))


def einstellungen_laden(**umgebung):
    """Import the settings in a process of their own, with nothing of ours in its environment."""
    return subprocess.run(
        [sys.executable, "-c", "import wittmund_ris.settings as s; print(s.FLUEGEL, s.ROOT_URLCONF)"],
        cwd=BASIS,
        env={"PATH": os.environ["PATH"], "DATABASE_URL": "postgresql://ris@db.example/ris"} | umgebung,
        capture_output=True,
        text=True,
    )


# --- Settings ---------------------------------------------------------------------------------------------


def test_settings_load_for_each_wing():
    assert einstellungen_laden(SECRET_KEY="x" * 50).stdout == "beide wittmund_ris.urls\n"
    for fluegel, urls in (("verwaltung", "wittmund_ris.urls"), ("portal", "wittmund_ris.urls_portal")):
        lauf = einstellungen_laden(SECRET_KEY="x" * 50, RIS_PRODUKTION="ja", RIS_FLUEGEL=fluegel)
        assert lauf.stdout == f"{fluegel} {urls}\n", lauf.stderr


@pytest.mark.parametrize(
    ("umgebung", "grund"),
    [
        ({}, "SECRET_KEY (oder SECRET_KEY_FILE) ist nicht gesetzt."),
        ({"SECRET_KEY": "x", "RIS_PRODUKTION": "ja", "RIS_DEMO": "ja"}, "verträgt sich nicht mit RIS_DEMO=ja"),
        ({"SECRET_KEY": "x", "RIS_PRODUKTION": "ja", "RIS_DEBUG": "ja"}, "oder RIS_DEBUG=ja"),
        ({"SECRET_KEY": "x", "RIS_PRODUKTION": "yes"}, "RIS_PRODUKTION muss „ja“ oder „nein“ sein"),
        ({"SECRET_KEY": "x", "RIS_FLUEGEL": "portall"}, "RIS_FLUEGEL muss"),
        ({"SECRET_KEY": "x", "DATABASE_URL": ""}, "DATABASE_URL ist nicht gesetzt"),
        ({"SECRET_KEY_FILE": "/gibt/es/nicht"}, "/gibt/es/nicht"),
    ],
)
def test_settings_refuse_an_unsafe_start(umgebung, grund):
    lauf = einstellungen_laden(**umgebung)
    assert lauf.returncode != 0
    assert grund in lauf.stderr


def test_settings_read_secrets_from_files(tmp_path):
    geheimnis = tmp_path / "schluessel"
    geheimnis.write_text("aus-der-datei\n", encoding="utf-8")
    lauf = subprocess.run(
        [
            sys.executable,
            "-c",
            "import wittmund_ris.settings as s; print(s.SECRET_KEY, s.DATABASES['default']['PASSWORD'])",
        ],
        cwd=BASIS,
        env={
            "PATH": os.environ["PATH"],
            "DATABASE_URL": "postgresql://ris@db/ris",
            "DATABASE_PASSWORD_FILE": str(geheimnis),
        }
        | {"SECRET_KEY_FILE": str(geheimnis)},
        capture_output=True,
        text=True,
    )
    assert lauf.stdout == "aus-der-datei aus-der-datei\n", lauf.stderr


def test_env_example_names_exactly_the_variables_that_are_read():
    beispiel = set(re.findall(r"^#?([A-Z][A-Z_]+)=", quelltext(".env.example"), re.M))
    python = quelltext("wittmund_ris/settings.py", "wittmund_ris/datenbank.py", "bin/starten.py")
    gelesen = set(re.findall(r"""(?:umgebung|schalter|environ\.get)\(\s*"([A-Z][A-Z_]+)\"""", python))
    gelesen |= set(re.findall(r"\$\{([A-Z_]+)", quelltext("docker-compose.yml")))
    # Names of files with secrets are the same variables once more.
    gelesen = {name.removesuffix("_FILE") for name in gelesen}
    assert beispiel == gelesen


# --- Containers -------------------------------------------------------------------------------------------


def test_compose_has_the_six_services_with_health_checks(compose):
    dienste = compose["services"]
    assert set(dienste) == {"db", "einrichten", "verwaltung", "worker", "portal", "proxy"}
    assert {name for name, dienst in dienste.items() if "healthcheck" in dienst} == set(dienste) - {"einrichten"}
    assert dienste["db"]["image"] == "postgres:18"


def test_compose_hardens_every_service(compose):
    for name, dienst in compose["services"].items():
        assert dienst["read_only"] is True, name
        assert dienst["cap_drop"] == ["ALL"], name
        assert dienst["security_opt"] == ["no-new-privileges:true"], name


def test_compose_publishes_the_proxy_only(compose):
    assert [name for name, dienst in compose["services"].items() if "ports" in dienst] == ["proxy"]


def test_compose_keeps_the_portal_apart(compose):
    verwaltung, portal = compose["services"]["verwaltung"], compose["services"]["portal"]
    assert portal["volumes"] == ["aushang:/daten/aushang:ro"]
    assert not set(portal["secrets"]) & set(verwaltung["secrets"])
    assert not set(portal["networks"]) & set(verwaltung["networks"])
    assert portal["environment"]["RIS_FLUEGEL"] == "portal"
    assert "ris_portal_anmeldung" in portal["environment"]["DATABASE_URL"]
    assert not [name for name in portal["environment"] if name.startswith("EMAIL_")]


def test_compose_holds_no_secret_and_no_default_for_one(compose):
    for geheimnis in compose["secrets"].values():
        assert geheimnis["file"].startswith("${RIS_GEHEIMNISSE:?")
    for name, dienst in compose["services"].items():
        for variable, wert in dienst.get("environment", {}).items():
            if re.search(r"PASSWOR|SECRET", variable):
                assert variable.endswith("_FILE"), f"{name}: {variable}"
                assert wert.startswith("/run/secrets/"), f"{name}: {variable}"
            ohne_variablen = re.sub(r"\$\{[^}]*\}", "", str(wert))
            assert not re.search(r"://[^/@]*:[^/@]+@", ohne_variablen), f"{name}: {variable} holds a password"


def compose_config(ordner, umgebung):
    leer = ordner / "env"  # not the .env of whoever runs the tests
    leer.touch()
    return subprocess.run(
        ["docker-compose", "--env-file", leer, "config"],
        cwd=BASIS,
        env={"PATH": "/usr/bin:/bin", "HOME": "/nonexistent"} | umgebung,
        capture_output=True,
        text=True,
    )


@pytest.mark.langsam
def test_compose_is_accepted_by_docker_compose(tmp_path):
    lauf = compose_config(tmp_path, PFLICHT)
    assert lauf.returncode == 0, lauf.stderr
    assert set(yaml.safe_load(lauf.stdout)["services"]) == {
        "db",
        "einrichten",
        "verwaltung",
        "worker",
        "portal",
        "proxy",
    }


@pytest.mark.langsam
@pytest.mark.parametrize("fehlt", sorted(PFLICHT))
def test_compose_refuses_to_start_without(fehlt, tmp_path):
    lauf = compose_config(tmp_path, {name: wert for name, wert in PFLICHT.items() if name != fehlt})
    assert lauf.returncode != 0
    assert "Bitte in .env setzen" in lauf.stderr


def test_dockerfile_runs_without_root_and_without_the_embedded_database():
    dockerfile = quelltext("Dockerfile")
    assert dockerfile.rindex("USER ris") < dockerfile.rindex("CMD [")
    assert "--no-default-groups" in dockerfile


def test_the_image_takes_every_app_of_the_house_along():
    """`.dockerignore` lists what comes in; an app that is missing there breaks the image only when it starts."""
    hinein = set((BASIS / ".dockerignore").read_text(encoding="utf-8").split())
    eigene = {app.split(".")[0] for app in settings.INSTALLED_APPS if (BASIS / app.split(".")[0]).is_dir()}
    assert {"schreibtisch", "portal"} < eigene
    assert {f"!{name}" for name in (*eigene, "wittmund_ris", "templates", "static", "docs/handbuch")} <= hinein


def test_secrets_are_made_once(tmp_path):
    ordner = tmp_path / "geheimnisse"
    inhalt = {}
    for _ in range(2):
        subprocess.run([BASIS / "bin/geheimnisse", ordner], check=True, capture_output=True)
        vorher, inhalt = inhalt, {datei.name: datei.read_text() for datei in ordner.iterdir()}
        assert len(set(inhalt.values())) == len(inhalt)
    assert inhalt == vorher
    assert set(inhalt) == set(yaml.safe_load(quelltext("docker-compose.yml"))["secrets"])
    assert ordner.stat().st_mode & 0o777 == 0o700
