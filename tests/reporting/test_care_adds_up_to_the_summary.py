"""What the report takes apart by team and week is what the summary says of the whole."""

import numpy as np
import pytest

from sim.reporting.results.clinic_account import clinic_account
from sim.reporting.results.outside import accounts, outside_accounts
from sim.reporting.results.staff import all_staff, staff_rows


def said(whole, part, key):
    return whole.summary[part][key]["mean"]


@pytest.mark.parametrize(
    "key", ["self_reliant_per_year", "admissions_per_year", "unmet_hours_per_week"]
)
def test_counts_by_team_add_up(whole, key):
    teams = [team.mean for team in whole.care.by_team[key]]
    assert sum(teams) == pytest.approx(said(whole, "outcomes", key))


def test_shares_by_team_lie_round_that_of_all(whole):
    for key in ("clinic_share", "helpers_14_days"):
        teams = [team.mean for team in whole.care.by_team[key]]
        assert min(teams) <= said(whole, "outcomes", key) <= max(teams)


def test_clinic_weeks_add_up(whole):
    clinic = whole.care.clinic
    assert clinic.visits.sum(axis=1).mean() / 5 == said(whole, "clinic", "visits_per_week")
    assert clinic.home_visits.sum(axis=1).mean() / 5 == pytest.approx(
        said(whole, "clinic", "home_visits_per_week")
    )
    assert clinic.wait_days.sum() / clinic.visits.sum() == pytest.approx(
        said(whole, "clinic", "wait_days")
    )


def test_staff_meet_buy_or_leave_the_whole_need(whole):
    row = all_staff(whole)
    assert row.temporary.mean == pytest.approx(said(whole, "outcomes", "temporary_hours_per_week"))
    assert row.unmet.mean == pytest.approx(said(whole, "outcomes", "unmet_hours_per_week"))
    given = whole.hours.sum(axis=0).mean()
    assert row.own.mean + row.temporary.mean == pytest.approx(given)


def test_capacity_is_posts_times_attendance_times_user_facing_share(whole):
    # Helpers and assistants are absent 20 % of the time, nurses and therapists 18 %.
    own = {row.team: row.capacity for row in staff_rows(whole)}
    assert own["Nord"] == pytest.approx(37 * 0.58 * ((5 + 3) * 0.80 + (1.5 + 1) * 0.82))
    assert own["Syd"] == pytest.approx(37 * 0.58 * ((3 + 2) * 0.80 + (1 + 0.5) * 0.82))
    assert staff_rows(whole)[0].utilisation == pytest.approx(
        staff_rows(whole)[0].need / own["Nord"]
    )


def test_the_clinic_saves_its_worth_at_home_less_what_it_charges(whole):
    account, visits = clinic_account(whole), whole.care.clinic.visits.sum(axis=1).mean()
    assert account.hours_a_week.mean == pytest.approx(visits / 5 * 28 / 60)
    assert account.worth_dkk.mean == pytest.approx(visits * 28 / 60 * 650)
    assert account.charged_dkk.mean == pytest.approx(visits * 180)
    assert account.saved_dkk.mean == pytest.approx(visits * (28 / 60 * 650 - 180))
    # Four slots on each of five days in five weeks, at 200 DKK.
    assert account.slots_dkk.mean == 5 * 5 * 4 * 200
    assert account.borne_dkk.mean == pytest.approx(20_000 - visits * 180)


def test_accounts_outside_the_rate_add_up(whole):
    *parts, total = outside_accounts(whole)
    assert [part.name for part in parts] == [
        "outside_night",
        "outside_complex_nursing",
        "outside_hospital",
        "outside_nursing_home",
        "outside_clinic",
    ]
    assert np.sum([part.amount.mean for part in parts]) == pytest.approx(total.amount.mean)
    assert accounts(whole)[0].amount.mean == said(whole, "total", "cost_dkk")
