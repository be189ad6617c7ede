"""Debian's Chromium under Playwright, and axe-core, for tests that look at pages."""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
WIDTHS = ((1440, 900), (390, 844), (320, 640))
AXE_AT = {"en": WIDTHS[0], "da": WIDTHS[2]}
"""What axe-core finds hangs little on the width: each language is asked at one of the ends."""
AXE = Path(__file__).parent / "web" / "vendored" / "axe.min.js"


@contextmanager
def chromium():
    """Chromium under Playwright; without either a test is skipped by name, and fails in CI."""
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        _missing("the package playwright")
    if found is None:
        _missing("Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=[*QUIET])
        yield browser
        browser.close()


def _missing(what):
    message = f"tests of the page need {what}"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


def open_all(page):
    """Unfold everything."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")


def too_wide(page):
    """By how many pixels a page would scroll sideways."""
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return page.evaluate(wide)


def violations(page):
    """What axe-core finds; the page must hold it (`AXE`)."""
    return page.evaluate("axe.run().then(said => said.violations.map(one => one.id))")
