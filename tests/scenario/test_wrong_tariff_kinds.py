"""Each kind of tariff needs its own keys, and a key that it does not use is a fault."""

# ruff: noqa: E501 - a fault is one line

import pytest

from sim.scenario.tariffs.listed import KIND

KINDS = ", ".join(f'"{name}"' for name in KIND)

TARIFF = 'kind = "course_rates"\nweekly_dkk = { development = 2700, stabilisation = 1575 }\n'
HOURLY = "hourly_dkk = { home_care = 480, training = 500 }\n"
VISITS = "visit_dkk = { home_care = 240, training = 250 }\n"
BUDGET = "budget_dkk_per_week = { Nord = 90_000, Syd = 60_000 }\n"
WEEKLY = "weekly_dkk = { development = 2700, stabilisation = 1575 }\n"

WRONG = [
    (
        f'kind = "activity"\n{HOURLY}{WEEKLY}',
        [
            's.toml:56:1: tariff.weekly_dkk: is not used by a tariff of kind "activity"; leave it out, or change the kind'
        ],
    ),
    (
        f'kind = "course_rates"\nhourly_share = 0.2\n{WEEKLY}',
        [
            's.toml:55:1: tariff.hourly_share: is not used by a tariff of kind "course_rates"; leave it out, or change the kind'
        ],
    ),
    (
        f'kind = "block"\n{BUDGET}paid_days_away = 3\n',
        [
            's.toml:56:1: tariff.paid_days_away: is not used by a tariff of kind "block"; leave it out, or change the kind'
        ],
    ),
    (
        'kind = "activity"\nhourly_dkk = { home_care = 480 }\n',
        [
            's.toml:55:1: tariff.hourly_dkk.training: has no pay, and course "development" needs it; add it in DKK per hour; 0 counts'
        ],
    ),
    (
        f'kind = "activity"\nper = "visit"\n{HOURLY}',
        [
            's.toml:53:2: tariff.visit_dkk.home_care: has no pay, and course "development" and 1 more needs it; add it in DKK per visit; 0 counts',
            's.toml:53:2: tariff.visit_dkk.training: has no pay, and course "development" needs it; add it in DKK per visit; 0 counts',
            's.toml:56:1: tariff.hourly_dkk: is not used where the tariff pays per = "visit"; leave it out, or change per',
        ],
    ),
    (
        f'kind = "activity"\n{VISITS}{HOURLY}',
        [
            's.toml:55:1: tariff.visit_dkk: is not used where the tariff pays per = "hour"; leave it out, or change per'
        ],
    ),
    (
        f'kind = "activity"\nper = "visit"\n{VISITS}visit_minutes = {{ training = 45 }}\n',
        [
            "s.toml:57:1: tariff.visit_minutes.home_care: is missing, and a visit is paid by its minutes; add the minutes of a visit"
        ],
    ),
    (
        f'kind = "activity"\nper = "visits"\n{VISITS}',
        [
            's.toml:55:1: tariff.per: must be one of "hour", "visit", is "visits"; did you mean "visit"?'
        ],
    ),
    (
        f'kind = "mixed"\nhourly_share = 0.2\n{WEEKLY}',
        [
            's.toml:53:2: tariff.hourly_dkk.home_care: has no pay, and course "development" and 1 more needs it; add it in DKK per hour; 0 counts',
            's.toml:53:2: tariff.hourly_dkk.training: has no pay, and course "development" needs it; add it in DKK per hour; 0 counts',
        ],
    ),
    (
        'kind = "block"\n',
        [
            "s.toml:53:2: tariff.budget_dkk_per_week: is missing, and the tariff pays it; add a budget in DKK per week, in all or by team"
        ],
    ),
    (
        'kind = "block"\nbudget_dkk_per_week = { Nord = 90_000 }\n',
        [
            's.toml:55:1: tariff.budget_dkk_per_week.Syd: team "Syd" has no budget; add it in DKK per week; 0 counts'
        ],
    ),
    (
        'kind = "block"\nbudget_dkk_per_week = { Nord = 1, Syd = 1, Sid = 1 }\n',
        ['s.toml:55:44: tariff.budget_dkk_per_week.Sid: "Sid" is not a team; did you mean "Syd"?'],
    ),
    (
        f'kind = "mixed"\n{WEEKLY}',
        [
            's.toml:54:1: tariff.kind: "mixed" mixes nothing without hourly_share or block_share; add one of them, or write "course_rates"'
        ],
    ),
    (
        f'kind = "mixed"\nhourly_share = 0.7\nblock_share = 0.4\n{HOURLY}{BUDGET}',
        [
            "s.toml:56:1: tariff.block_share: comes to 1.1 together with hourly_share; let them add up to at most 1"
        ],
    ),
    (
        f'kind = "mixed"\nhourly_share = 0.2\n{HOURLY}',
        [
            's.toml:53:2: tariff.weekly_dkk.development: course "development" has no rate; add it, or an entry in lump_sum_dkk; 0 counts as a rate',
            's.toml:53:2: tariff.weekly_dkk.stabilisation: course "stabilisation" has no rate; add it, or an entry in lump_sum_dkk; 0 counts as a rate',
        ],
    ),
    (
        f"{TARIFF}stop_loss = {{ above_dkk_per_week = 9_000 }}\n",
        ["s.toml:56:1: tariff.stop_loss.refunded_share: is missing; add the key refunded_share"],
    ),
    (
        f"{TARIFF}deficit_band = {{ share = 5 }}\n",
        [
            "s.toml:56:18: tariff.deficit_band.share: must be at most 1, is 5; check the unit and the decimals"
        ],
    ),
    (
        f"{TARIFF}indexation_share = 25\n",
        [
            "s.toml:56:1: tariff.indexation_share: must be at most 10, is 25; check the unit and the decimals"
        ],
    ),
    (
        'kind = ["activity"]\n',
        [f"s.toml:54:1: tariff.kind: must be one of {KINDS}, is a list of 1; write one of them"],
    ),
]


@pytest.mark.parametrize(("tariff", "said"), WRONG)
def test_it_is_said_in_one_line_with_place_and_remedy(changed, tariff, said):
    assert changed((TARIFF, tariff)) == said


DATED = "[{ from = 2026-01-05, value = 1.0 }, { from = 2027-01-04, value = 0.0 }]"
SOUND = [
    f'kind = "activity"\n{HOURLY}',
    f'kind = "block"\n{BUDGET}',
    f'kind = "activity"\nper = "visit"\n{VISITS}visit_minutes = {{ home_care = 30, training = 45 }}\n',
    'kind = "block"\nbudget_dkk_per_week = 90_000\n',
    f'kind = "mixed"\nhourly_share = 0.6\nblock_share = 0.4\n{HOURLY}{BUDGET}',
    f'kind = "mixed"\nhourly_share = {DATED}\n{HOURLY}{WEEKLY}',
    f'kind = "mixed"\nblock_share = {DATED}\n{BUDGET}{WEEKLY}',
]


@pytest.mark.parametrize("tariff", SOUND)
def test_what_a_kind_needs_is_enough(changed, tariff):
    assert changed((TARIFF, tariff)) == []


def test_shares_that_add_up_to_more_than_one_on_a_date_are_a_fault(changed):
    dated = "[{ from = 2026-01-05, value = 0.5 }, { from = 2027-01-04, value = 0.7 }]"
    tariff = f'kind = "mixed"\nblock_share = {dated}\nhourly_share = 0.4\n{HOURLY}{BUDGET}{WEEKLY}'
    (said,) = changed((TARIFF, tariff))
    assert "comes to 1.1 together with hourly_share" in said
