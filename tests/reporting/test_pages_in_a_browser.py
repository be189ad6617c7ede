"""The pages of commands in Chromium: no axe violation, no sideways scroll, two pages of paper."""

import re

import pytest
from in_chromium import AXE, AXE_AT, WIDTHS, chromium, open_all, too_wide, violations

MOST_PAGES = 2
PAGES = ("whole-*", "explain-whole-*", "compare-*", "reform", "audit", "rates")
STUDIES = ("search-*", "sensitivity-*", "worth-*", "fits")


@pytest.fixture(scope="module")
def tab():
    with chromium() as browser:
        yield browser.new_page()


LONGEST = """part => document.querySelectorAll(part + " .steps td:last-child").forEach(
    cell => { cell.textContent = "\u221213.95\u00a0million\u00a0DKK" })"""
"""Amounts of a waterfall as a large municipality has them."""


@pytest.mark.parametrize("name", [*PAGES, *STUDIES])
def test_a_page_is_read_by_all_at_every_width_in_both_languages(tab, written_pages, name):
    (path,) = written_pages.glob(f"{name}/report.html")
    asked = []
    tab.on("request", lambda one: asked.append(one.url))
    for code, end in AXE_AT.items():
        tab.goto("about:blank")
        tab.goto(f"{path.as_uri()}#{code}")
        assert tab.get_attribute("html", "lang") == code
        open_all(tab)
        tab.evaluate(LONGEST, f"#{code}")
        for width, height in WIDTHS:
            tab.set_viewport_size({"width": width, "height": height})
            assert too_wide(tab) <= 0, (code, width)
        tab.set_viewport_size({"width": end[0], "height": end[1]})
        tab.evaluate(AXE.read_text(encoding="utf-8"))
        assert violations(tab) == [], code
    assert all(url.startswith(("file:", "data:", "about:")) for url in asked)


@pytest.mark.parametrize("name", PAGES)
def test_what_leaders_read_fits_on_two_pages_of_paper(tab, written_pages, name):
    (path,) = written_pages.glob(f"{name}/report.html")
    tab.goto("about:blank")
    tab.goto(f"{path.as_uri()}#da")
    printed = tab.pdf(prefer_css_page_size=True)
    assert 1 <= len(re.findall(rb"/Type /Page\b(?!s)", printed)) <= MOST_PAGES
