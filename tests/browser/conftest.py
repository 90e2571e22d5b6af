"""A real browser: Debian's Chromium, with what it needs to run here."""

import os

import pytest

from tests.browser.hilfen import CHROMIUM, SCHALTER

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
