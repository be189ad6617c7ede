"""The tables of `docs/incentives.md` are what the twin says now.

Where not: `python tests/economics/incentives_page.py`.
"""

import re

import pytest
from incentives_page import PAGE, filled, tables

TEXT = PAGE.read_text(encoding="utf-8")


def test_the_tables_are():
    assert filled(TEXT, tables()) == TEXT


def links(text: str) -> list[str]:
    return re.findall(r"\]\(([^)]+)\)", text)


@pytest.mark.parametrize("target", links(TEXT))
def test_figures_are_there(target):
    assert (PAGE.parent / target.partition("#")[0]).exists()


@pytest.mark.parametrize("path", re.findall(r"(?:scenarios|tests)/[\w/]+\.(?:toml|py)", TEXT))
def test_files_that_it_names_are_there(path):
    assert (PAGE.parents[1] / path).exists()
