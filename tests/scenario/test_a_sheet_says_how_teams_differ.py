"""Columns of a sheet of teams: rates, hourly costs and staff of a team's own."""

import pytest
from small_scenarios import WHOLE_MODEL
from spreadsheets import scenario_with, workbook

from sim.scenario.faults.fault import ScenarioError
from sim.scenario.reading import load_scenario

HEADINGS = [
    *("Hold", "Tilgang", "Takst for development [kr. pr. uge]", "Timepris, hjemmepleje"),
    *("Løn, hjælpere [kr. pr. time]", "Fravær [andel]", "Brugertid, sygeplejersker", "Kilde"),
]
NORD = ["Nord", 4, 2900, "470,5", 290, "24 %", 0.55, "egne tal"]
SYD = ["Syd", 2, None, None, None, None, None, None]


def read(folder, *rows):
    workbook(folder / "hold.xlsx", list(rows))
    path = scenario_with(folder, teams="hold.xlsx")
    (folder / "base.toml").write_text(WHOLE_MODEL, encoding="utf-8")
    return load_scenario(path)


def test_what_is_a_team_s_own_stands_in_its_row(tmp_path):
    nord, syd = read(tmp_path, HEADINGS, NORD, SYD).values.team
    assert nord.rate == {"development": 2900}
    assert nord.cost_per_hour_dkk == {"home_care": 470.5}
    assert nord.pay_per_hour_dkk == {"helper": 290}
    assert nord.absence_share == 0.24
    assert nord.user_facing_share == {"nurse": 0.55}
    assert (syd.rate, syd.absence_share) == ({}, None)


def test_its_source_goes_with_each_number(tmp_path):
    ledger = {row.key: row for row in read(tmp_path, HEADINGS, NORD, SYD).ledger}
    assert ledger["team.Nord.rate.development"].source == "egne tal"


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("Fravær, hjælpere", "absence_share stands in"),
        ("Takst for udvikling", '"udvikling" is not a course'),
        ("Takst for development, niveau 2", '"development, niveau 2" is not a course'),
    ],
)
def test_what_is_wrong_is_said_with_its_cell(tmp_path, heading, said):
    with pytest.raises(ScenarioError) as faults:
        read(tmp_path, [*HEADINGS, heading], [*NORD, 0.2], [*SYD, None])
    assert said in str(faults.value)
    assert "hold.xlsx#Hold:" in str(faults.value)
