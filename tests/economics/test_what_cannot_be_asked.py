"""Every fault of what is asked is told at once, in plain lines, with exit 2."""

from pathlib import Path

import pytest
from small_scenarios import THREE_COURSES, scenario_of

from sim import RatesAsked, RatesError, balancing_rates
from sim.cli import BAD_USAGE, status

_TOTAL = "--total-dkk-per-year: must be above 0 and at most 1e+15"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def refused(capsys, text, *options):
    """Lines on stderr of a command that is refused."""
    Path("town.toml").write_text(text, encoding="utf-8")
    assert status(["rates", "town.toml", *options]) == BAD_USAGE
    out, err = capsys.readouterr()
    assert out == ""
    return err.splitlines()


def test_all_faults_of_the_options_come_at_once(capsys):
    options = "--by team --method guess --clinic-share 33 --total-dkk-per-year 0 --round-to -5"
    more = "--place-residue --replications 0 --json --toml"
    assert refused(capsys, THREE_COURSES, *options.split(), *more.split()) == [
        'forloeb rates: --by: "team" is not known; write one of "auto", "course", "level"',
        'forloeb rates: --method: "guess" is not known; write one of "auto", "twin", "simulation"',
        f"forloeb rates: {_TOTAL}, is 0; give what the rates are to pay in a year",
        "forloeb rates: --round-to: must be above 0, is -5; give a step in DKK, as 10",
        "forloeb rates: --clinic-share: must be from 0 to 1, is 33; give a share, as 0.33",
        "forloeb rates: --replications: must be 1 or more, is 0; write 1 or more",
        "forloeb rates: --json: not together with --toml; leave one of them out",
    ]


def test_faults_of_the_scenario_and_of_the_options_come_together(capsys):
    wrong = THREE_COURSES.replace("weeks = 8", "weeks = 0", 1)
    assert refused(capsys, wrong, "--round-to", "0") == [
        "town.toml:5:1: run.weeks: must be 1 or more, is 0; write 1 or more",
        "forloeb rates: --round-to: must be above 0, is 0; give a step in DKK, as 10",
    ]


def test_a_residue_without_rounding_is_a_fault(capsys):
    (line,) = refused(capsys, THREE_COURSES, "--place-residue")
    assert line == (
        "forloeb rates: --place-residue: nothing is rounded; add --round-to, or leave it out"
    )


@pytest.mark.parametrize("number", ["nan", "inf", "-1"])
def test_no_number_that_is_none_is_taken(capsys, number):
    for option in ("--total-dkk-per-year", "--round-to", "--clinic-share"):
        (line,) = refused(capsys, THREE_COURSES, option, number)
        assert line.startswith(f"forloeb rates: {option}: must be")


def test_a_scenario_without_costs_has_nothing_to_balance(capsys):
    free = THREE_COURSES.replace(
        "{ home_care = 450, nursing = 480, training = 430 }",
        "{ home_care = 0, nursing = 0, training = 0 }",
    )
    (line,) = refused(capsys, free)
    assert line == (
        "town.toml:1:1: prices: nothing in the scenario costs the teams anything, so there "
        "is nothing to balance; give courses hours and prices"
    )


def test_a_scenario_without_rates_has_none_to_set(capsys):
    own = THREE_COURSES.replace('kind = "development"', 'kind = "individual"')
    own = own.replace('kind = "stabilisation"', 'kind = "individual"')
    own = own[: own.index("weekly_dkk")] + 'individual = "per_person"\n'
    (line,) = refused(capsys, own)
    assert line.startswith("town.toml:1:1: tariff: no course is paid a rate")


def test_a_clinic_without_nursing_is_a_fault(capsys):
    dry = THREE_COURSES.replace(", nursing = 0.5", "").replace(", nursing = 4.0", "")
    assert refused(capsys, dry, "--clinic-share", "0.3") == [
        "forloeb rates: --clinic-share: no course has nursing that costs anything; leave it out"
    ]


def test_a_total_below_what_own_expected_cost_takes_is_a_fault(capsys):
    own = THREE_COURSES.replace(", individual = 9900 }", " }") + 'individual = "per_person"\n'
    (line,) = refused(capsys, own, "--total-dkk-per-year", "1000")
    assert line.startswith(
        "forloeb rates: --total-dkk-per-year: leaves nothing for the rates, because own expected "
        "cost alone is 1,4"
    )


def test_the_library_raises_what_the_command_prints():
    with pytest.raises(RatesError, match="--round-to: must be above 0, is 0; give a step in DKK"):
        balancing_rates(scenario_of(THREE_COURSES), RatesAsked(round_to_dkk=0.0))
