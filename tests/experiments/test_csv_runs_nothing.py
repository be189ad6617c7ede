"""A spreadsheet that opens our CSV runs nothing, and reads names and numbers as they are."""

import csv
import io

import pytest
from small_scenarios import FOUR_WEEKS

import sim
from sim.economics.explanation.explain import explain
from sim.experiments.csv_text import LocalNumber, csv_text, disarmed
from sim.reporting.page.download import download
from sim.reporting.words.language import language


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        "\u00a0-1",
        "\uff1d1",
        "\uff0d1",
    ],
)
def test_what_would_run_is_disarmed(text):
    assert disarmed(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Nord", "Øst - a", "a=b", "'-1", "1-2"])
def test_other_text_stays(text):
    assert disarmed(text) == text


def test_numbers_stay_and_headings_are_text():
    columns = ["-x_citizens", "n"]
    rows = [["-Nord", -3], ['a,"b"', -2.5], [None, LocalNumber("-2,5")]]
    assert csv_text(columns, rows) == (
        "'-x_citizens,n\n'-Nord,-3\n" + '"a,""b""",-2.5\n' + ',"-2,5"\n'
    )
    assert csv_text(columns, rows[1:], ";") == "'-x_citizens;n\n" + '"a,""b""";-2.5\n' + ";-2,5\n"


def test_a_download_disarms_names_and_writes_numbers_in_the_language():
    link = download(["-a", "b"], [("-Nord", -2.5), ("Syd", None)], language("da"))
    assert link == "data:text/csv;charset=utf-8,\ufeff'-a;b%0A'-Nord;-2,5%0ASyd;%0A"


def test_terms_are_written_as_other_tables(tmp_path):
    file = tmp_path / "minus.toml"
    file.write_text(FOUR_WEEKS.replace('"Nord"', '"-Nord"'), encoding="utf-8")
    options = {"workers": 1, "engine": "simpy"}
    run = sim.simulate(sim.load_scenario(file), replications=2, out=tmp_path / "out", **options)
    explanation = explain(run, **options)
    text = (explanation.folder / "terms.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["replication"], row["team"]) for row in rows] == [
        ("0", "'-Nord"),
        ("0", "Syd"),
        ("1", "'-Nord"),
        ("1", "Syd"),
    ]
    found = explanation.decomposition
    assert [int(row["deviation_ore"]) for row in rows] == found.deviation_ore.ravel().tolist()
