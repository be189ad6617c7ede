"""Absence of staff from records: by team and profession, with an interval over months."""

import pytest
from small_records import MAPPING, written

import sim
from sim import cli

STAFF = """hold;faggruppe;årsværk;fravær
Nord;SSH;10,0;12,0
Nord;SSH;30,0;16,0
Nord;SPL;4,0;
"""
MAPPED = (
    MAPPING.replace(
        "[course.development]",
        """[staff]
file = "staff.csv"
delimiter = ";"
decimal = ","
absence_is = "per_cent"
[staff.columns]
team = "hold"
profession = "faggruppe"
posts = "årsværk"
absence = "fravær"
[staff.professions]
SSH = "helper"
SPL = "nurse"
[course.development]""",
    )
    + """
[scenario.staff]
temporary_premium = 1.3
temporary_share = 0.5
gives = { home_care = ["helper"], nursing = ["nurse"], training = ["helper"] }
[scenario.staff.professions]
helper = { pay_per_hour_dkk = 300, absence_share = 0.2, user_facing_share = 0.6 }
nurse = { pay_per_hour_dkk = 350, absence_share = 0.2, user_facing_share = 0.6 }
"""
)


def with_staff(folder, staff):
    written(folder, mapping=MAPPED)
    (folder / "staff.csv").write_text(staff, encoding="utf-8")
    return folder


def test_months_are_weighed_by_posts_and_are_the_units_of_the_interval(tmp_path):
    (team,) = sim.calibrate(with_staff(tmp_path, STAFF)).scenario.tree["team"]
    assert team["full_time_equivalents"]["helper"]["value"] == 20
    helper = team["absence_share"]["helper"]
    assert helper["value"] == pytest.approx((10 * 0.12 + 30 * 0.16) / 40)
    assert 0 <= helper["low"] < helper["value"] < helper["high"] <= 1
    assert helper["status"] == "measured"
    assert "nurse" not in team["absence_share"]


def test_nobody_is_away_all_the_time(tmp_path, capsys):
    folder = with_staff(tmp_path, STAFF.replace("12,0", "112,0"))
    assert cli.status(["calibrate", str(folder)]) == 2
    said = capsys.readouterr().err
    assert "staff.csv: row 2, column fravær: is no part of the paid hours" in said
    assert "112" not in said
