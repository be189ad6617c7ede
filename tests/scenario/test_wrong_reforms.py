"""What is said of a reform with faults, in its file and in the CSV of contracts beside it."""

from pathlib import Path

import pytest

from sim.cli import BAD_USAGE, DONE, status
from sim.scenario.reform.file import load_reform

SOUND = """\
schema = 1
[reform]
start = 2025-01-01
hourly_price_dkk = 300
contracts = "all.csv"
[indexation]
supplements = { agreement = 0.013 }
[[offer]]
name = "Birk"
places = 3
basis_cost_dkk_per_year = 600_000
"""
ROWS = """\
contract,payer,offer,hours_before,hours_after
1,Nord,Birk,21,
2,Syd,Birk,42,35.5
"""


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def write(text=SOUND, rows=ROWS):
    Path("reform.toml").write_text(text, encoding="utf-8")
    Path("all.csv").write_text(rows, encoding="utf-8")


def complaints(capsys, text=SOUND, rows=ROWS):
    write(text, rows)
    assert status(["reform", "reform.toml", "--json"]) == BAD_USAGE
    out, err = capsys.readouterr()
    assert out == ""
    return err.splitlines()


def contracts(rows):
    write(rows=rows)
    return load_reform("reform.toml").periods[0][1].contract


def test_rows_are_contracts_and_an_empty_cell_is_nothing():
    first, second = contracts(ROWS)
    assert (first.contract, first.payer, first.hours_before) == ("1", "Nord", 21.0)
    assert (first.hours_after, second.hours_after) == (None, 35.5)


def test_a_danish_spreadsheet_is_read_as_well():
    rows = ROWS.replace(",", ";").replace("35.5", "35,5").replace("Syd", '"Syd; øst"')
    assert [of.payer for of in contracts(rows)] == ["Nord", "Syd; øst"]
    assert contracts(rows)[1].hours_after == 35.5


def test_days_in_a_row_are_dates():
    rows = "contract,payer,offer,hours_before,leaves_on\n1,Nord,Birk,21,2025-06-01\n"
    assert contracts(rows)[0].leaves_on.isoformat() == "2025-06-01"


def test_moves_and_hours_outside_may_stand_in_a_row():
    rows = (
        "contract,payer,offer,hours_before,could_live_in,could_move_on,health_hours\n"
        "1,Nord,Birk,21,7,2025-06-01,2.5\n"
        "2,Syd,7,21,,,\n"
    )
    more = '[[offer]]\nname = "7"\nplaces = 1\nbasis_cost_dkk_per_year = 1\n'
    write(SOUND + more, rows)
    first, second = load_reform("reform.toml").periods[0][1].contract
    assert (first.could_live_in, first.could_move_on.isoformat()) == ("7", "2025-06-01")
    assert (first.health_hours, second.health_hours, second.could_live_in) == (2.5, 0.0, None)


def test_a_fault_in_a_row_names_its_line_and_column(capsys):
    rows = ROWS.replace(",21,", ",many,").replace("35.5", "-1")
    assert complaints(capsys, rows=rows) == [
        'all.csv:2:13: contract[0].hours_before: must be a number, is "many"; write a number',
        "all.csv:3:15: contract[1].hours_after: must be 0 or more, is -1.0; check the sign",
    ]


def test_a_column_that_is_none_is_said_once(capsys):
    assert complaints(capsys, rows=ROWS.replace("hours_after", "hours_aftre")) == [
        'all.csv:1:35: hours_aftre: is no column of contracts; did you mean "hours_after"?'
    ]


def test_a_row_of_another_length(capsys):
    assert complaints(capsys, rows=ROWS.replace("21,", "21")) == [
        (
            "all.csv:2:1: contract: has 4 cells where the first line has 5; "
            "put text with a separator in quotes"
        )
    ]


def test_a_file_of_contracts_that_is_not_there(capsys):
    assert complaints(capsys, text=SOUND.replace("all.csv", "none.csv")) == [
        "none.csv:1:1: file: does not exist; check the name and the folder"
    ]


def test_contracts_of_no_offer_twice_and_too_many(capsys):
    rows = ROWS.replace("Nord,Birk", "Nord,Brik").replace("2,Syd", "1,Syd")
    text = SOUND.replace("places = 3", "places = 0").replace("[[offer", "[[ofer]]\n[[offer")
    assert complaints(capsys, text, rows) == [
        'all.csv:2:8: contract[0].offer: "Brik" is no offer; did you mean "Birk"?',
        'all.csv:3:1: contract[1].contract: "1" stands here twice; give each its own name',
        'reform.toml:8:3: ofer: is not known here; did you mean "offer"?',
        "reform.toml:11:1: offer[0].places: must be 1 or more, is 0; write 1 or more",
    ]


def test_too_few_places(capsys):
    assert complaints(capsys, SOUND.replace("places = 3", "places = 1")) == [
        (
            "reform.toml:10:1: offer[0].places: 1 places are too few for 2 contracts; "
            "count places and contracts"
        )
    ]


def test_costs_that_nobody_shares(capsys):
    more = '[[offer]]\nname = "Eg"\nplaces = 1\nbasis_cost_dkk_per_year = 1\n'
    assert complaints(capsys, SOUND + more) == [
        (
            "reform.toml:12:3: offer[1]: has basis costs and no contract to share them; "
            "leave the offer out, or add a contract"
        )
    ]


def test_costs_that_no_percentage_can_pay(capsys):
    rows = "contract,payer,offer,hours_before\n1,Nord,Birk,0\n"
    assert complaints(capsys, rows=rows) == [
        (
            "reform.toml:11:1: offer[0].basis_cost_dkk_per_year: cannot be paid by a percentage: "
            "no contract has hours before; give hours_before, or no basis costs"
        )
    ]


def test_supplements_changes_and_payers_that_are_none(capsys):
    text = SOUND.replace("[[offer", 'paid = ["agrement"]\n[[payer]]\nname = "Nrd"\n[[offer')
    rows = "contract,payer,offer,hours_before,lasts_weeks\n1,Nord,Birk,21,9\n"
    assert complaints(capsys, text, rows) == [
        (
            "all.csv:2:16: contract[0].lasts_weeks: is not used without hours_after; "
            "add them, or leave it out"
        ),
        (
            'reform.toml:8:9: indexation.paid[0]: "agrement" is no supplement; '
            'did you mean "agreement"?'
        ),
        'reform.toml:10:1: payer[0].name: "Nrd" has no contract; did you mean "Nord"?',
    ]


def test_a_cap_that_nobody_could_carry(capsys):
    """(600,000 ÷ 365 + 900 + 1,800) ÷ 2 is 2,172."""
    assert complaints(capsys, SOUND + "[new]\ncap_dkk_per_day = 2000\n") == [
        (
            "reform.toml:13:1: new.cap_dkk_per_day: is below the mean rate of 2,172 DKK, "
            "so that nobody could carry the rest; write a higher one, or none"
        )
    ]


def test_a_reform_may_extend_another(capsys):
    """The CSV is looked for beside the file that names it."""
    Path("base").mkdir()
    Path("base/base.toml").write_text(SOUND, encoding="utf-8")
    Path("base/all.csv").write_text(ROWS, encoding="utf-8")
    own = 'schema = 1\nextends = "base/base.toml"\n[new]\nbudgeted_occupancy = 0.9\n'
    Path("own.toml").write_text(own, encoding="utf-8")
    assert status(["reform", "own.toml"]) == 0
    assert "occupancy" in capsys.readouterr().out


def test_who_left_before_it_began(capsys):
    rows = "contract,payer,offer,hours_before,leaves_on\n1,Nord,Birk,21,2025-01-01\n"
    assert complaints(capsys, rows=rows) == [
        (
            "all.csv:2:16: contract[0].leaves_on: 2025-01-01 is not after the first day of the "
            "reform, 2025-01-01; leave the contract out"
        )
    ]


@pytest.mark.parametrize("value", ["[]", "{}", "true", "1e308", '"x"', "2025-01-01"])
@pytest.mark.parametrize("key", ["payer", "offer", "hours_before", "leaves_on"])
def test_any_value_anywhere_is_a_fault_or_none(capsys, key, value):
    row = {"contract": '"3"', "payer": '"Nord"', "offer": '"Birk"', "hours_before": "1"}
    keys = "".join(f"{name} = {of}\n" for name, of in {**row, key: value}.items())
    write(SOUND + "[[contract]]\n" + keys)
    assert status(["reform", "reform.toml"]) in {DONE, BAD_USAGE}
    assert "Traceback" not in capsys.readouterr().err


def test_check_knows_plans_and_reforms(capsys):
    write()
    plan = '[plan]\nhourly_price_dkk = 1\n[[plan.theme]]\ntheme = "a"\nhours_per_week = 1\n'
    Path("plan.toml").write_text(f"schema = 1\n{plan}", encoding="utf-8")
    assert status(["check", "reform.toml", "plan.toml"]) == DONE
    assert capsys.readouterr().out.splitlines() == [
        "reform.toml: ok, a reform, 1 offer, 2 contracts",
        "plan.toml: ok, a support plan, 1 theme",
    ]
