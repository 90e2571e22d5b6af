"""A real browser: Debian's Chromium, one context for each person, and nobody may write into its console."""

import os

import pytest

from tests import factories
from tests.browser.hilfen import CHROMIUM, SCHALTER, Leute

# Playwright keeps an event loop in the thread in which the tests ask the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    if not CHROMIUM.exists():
        pytest.fail(f"{CHROMIUM} fehlt. Ohne Browser ist hier nichts geprüft: apt-get install chromium")
    return {
        **browser_type_launch_args,
        "executable_path": str(CHROMIUM),
        "chromium_sandbox": False,
        "args": SCHALTER,
    }


@pytest.fixture
def leute(browser, live_server):
    """`leute("landrat")`: the page of this one of the cast, logged in. At the end the consoles must be empty."""
    with Leute(browser, live_server.url, factories.PASSWORT) as alle:
        yield alle
