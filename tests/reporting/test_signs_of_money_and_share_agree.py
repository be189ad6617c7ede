"""Every deviation has a share of revenue with its sign, in every JSON and table of every page."""

import json
import re
from html.parser import HTMLParser

from sim.cli import status
from sim.experiments.results import Results
from sim.reporting.leaders.in_console import headline_of_run
from sim.reporting.run.report import write_report

MONEY = "deviation_dkk"
SHARE = "deviation_share"


def numbers(figure):
    return figure["mean"] if isinstance(figure, dict) else figure


def pairs(tree):
    """Money and share of every account in a tree."""
    if isinstance(tree, list):
        for below in tree:
            yield from pairs(below)
    if isinstance(tree, dict):
        if MONEY in tree and SHARE in tree:
            ends = ("mean",) if isinstance(tree[MONEY], dict) else ()
            yield tree[MONEY][ends[0]] if ends else tree[MONEY], numbers(tree[SHARE])
        for below in tree.values():
            yield from pairs(below)


def sign(value):
    return (value > 0) - (value < 0)


def test_every_json_agrees(written_pages):
    found = []
    for path in written_pages.rglob("*.json"):
        if path.name in {"summary.json", "explanation.json"}:
            found += pairs(json.loads(path.read_text("utf-8")))
    assert len(found) >= 10
    assert {sign(money) for money, _ in found} == {1, -1}
    assert [(money, share) for money, share in found if sign(money) != sign(share)] == []


def test_theory_agrees(written_pages, capsys):
    assert status(["theory", str(written_pages / "three.toml"), "--json"]) == 0
    found = list(pairs(json.loads(capsys.readouterr().out)))
    assert len(found) >= 2
    assert all(sign(money) == sign(share) for money, share in found if share is not None)


class Tables(HTMLParser):
    """Rows of every table of a page, as texts of cells."""

    def __init__(self):
        super().__init__()
        self.tables, self.rows, self.cell = [], [], None

    def handle_starttag(self, tag, attrs):  # noqa: ARG002 - the parser gives them
        if tag == "table":
            self.rows = []
            self.tables.append(self.rows)
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.cell = []

    def handle_data(self, data):
        if self.cell is not None:
            self.cell.append(data)

    def handle_endtag(self, tag):
        if tag in {"td", "th"} and self.cell is not None:
            self.rows[-1].append("".join(self.cell).strip())
            self.cell = None


def written_sign(cell):
    """Sign of a number as it is written: nothing where it is rounded to nought."""
    if not re.search("[1-9]", cell):
        return 0
    return -1 if cell.startswith("\N{MINUS SIGN}") else 1


HEADS = {"Deviation": "Of revenue", "Afvigelse": "Af indtægter"}


def rows_of_accounts(page):
    """Money and share as they stand beside each other in the tables of a page."""
    reader = Tables()
    reader.feed(page)
    for head, *rows in reader.tables:
        for money, share in HEADS.items():
            if money in head and share in head:
                for row in rows:
                    yield row[head.index(money)], row[head.index(share)]


def test_every_table_of_every_page_agrees(written_pages):
    found = [
        cells
        for path in written_pages.rglob("report.html")
        for cells in rows_of_accounts(path.read_text("utf-8"))
    ]
    assert len(found) >= 2 * (3 + 1)  # both languages, three teams and all
    apart = [
        (money, share)
        for money, share in found
        if {written_sign(money), written_sign(share)} == {1, -1}
    ]
    assert apart == []


def test_the_sentences_of_an_explanation_agree(written_pages):
    number = "([+\N{MINUS SIGN}]?)[\\d.,]+"
    amounts = re.compile(": " + number + "[^:;]*?, " + number + "\N{NO-BREAK SPACE}% (?:of|af) ")
    found = [
        pair
        for path in written_pages.glob("explain-*/report.html")
        for pair in amounts.findall(path.read_text("utf-8"))
    ]
    assert len(found) >= 4
    assert all({one, other} != {"+", "\N{MINUS SIGN}"} for one, other in found)


def test_the_console_has_the_verdict_of_an_explanation_that_lies_beside(written_pages):
    (made,) = written_pages.glob("explain-whole-*")
    found = json.loads((made / "explanation.json").read_text("utf-8"))["total"]["verdict"]
    folder = written_pages / made.name.removeprefix("explain-")
    opened = Results(folder, json.loads((folder / "summary.json").read_text("utf-8")))
    shown = headline_of_run(
        opened, json.loads((folder / "run.json").read_text("utf-8"))["resolved"]
    )
    page = write_report(folder).read_text("utf-8")
    assert shown in page.replace("&#39;", "'")
    assert f'<td class="verdict">{found.replace("_", " ")}</td>' in page
    assert "forloeb explain does" not in page
