"""A tariff by support plan says what an hour costs and has one basis rate for each team."""

# ruff: noqa: E501 - a fault is one line

import pytest

TARIFF = 'kind = "course_rates"\nweekly_dkk = { development = 2700, stabilisation = 1575 }\n'
BASIS = 'kind = "basis_service"\nservice_hour_dkk = 300\n'
RATE = "basis_rate_dkk_per_day = 520\n"
OVERHEAD = 'kind = "overhead"\nservice_hour_dkk = 300\noverhead_share = 0.25\n'
NORD = 'name = "Nord"\n'
SYD = 'name = "Syd"\n'
OF_TEAM = "places = 20\nbasis_cost_dkk_per_year = 4_000_000\n"

WRONG = [
    (
        f'kind = "basis_service"\n{RATE}',
        [
            "s.toml:53:2: tariff.service_hour_dkk: is missing, and every plan is paid by it; add it in DKK per hour; 0 counts"
        ],
    ),
    (
        BASIS,
        [
            "s.toml:53:2: tariff.basis_rate_dkk_per_day: is missing, and so is budgeted_occupancy; add one of them; a basis rate of 0 counts"
        ],
    ),
    (
        f"{BASIS}{RATE}budgeted_occupancy = 0.97\n",
        [
            "s.toml:57:1: tariff.budgeted_occupancy: is not used beside basis_rate_dkk_per_day; leave one of them out"
        ],
    ),
    (
        f"{BASIS}basis_rate_dkk_per_day = {{ Nord = 500, Sid = 500 }}\n",
        [
            's.toml:56:1: tariff.basis_rate_dkk_per_day.Syd: team "Syd" has no basis rate; add it in DKK per day; 0 counts',
            's.toml:56:40: tariff.basis_rate_dkk_per_day.Sid: "Sid" is not a team; did you mean "Syd"?',
        ],
    ),
    (
        f"{BASIS}{RATE}overhead_share = 0.25\n",
        [
            's.toml:57:1: tariff.overhead_share: is not used by a tariff of kind "basis_service"; leave it out, or change the kind'
        ],
    ),
    (
        'kind = "overhead"\nservice_hour_dkk = 300\n',
        [
            "s.toml:53:2: tariff.overhead_share: is missing, and the tariff lays it on every hour; add a share, as 0.25"
        ],
    ),
    (
        f"{OVERHEAD}{RATE}",
        [
            's.toml:57:1: tariff.basis_rate_dkk_per_day: is not used by a tariff of kind "overhead"; leave it out, or change the kind'
        ],
    ),
    (
        f"{OVERHEAD}add_shares = {{ absence = 1 }}\n",
        [
            "s.toml:57:16: tariff.add_shares.absence: must be less than 1, is 1; check the unit and the decimals"
        ],
    ),
    (
        f"{OVERHEAD}add_shares = {{ share = 0.1 }}\n",
        [
            's.toml:57:16: tariff.add_shares.share: is not known here; did you mean "shared"?',
        ],
    ),
    (
        f"{OVERHEAD}renegotiation = {{ lasting_weeks = -1 }}\n",
        [
            "s.toml:57:19: tariff.renegotiation.lasting_weeks: must be 0 or more, is -1; check the sign"
        ],
    ),
    (
        f"{TARIFF}service_hour_dkk = 300\nrenegotiation = {{ lasting_weeks = 12 }}\n",
        [
            's.toml:56:1: tariff.service_hour_dkk: is not used by a tariff of kind "course_rates"; leave it out, or change the kind',
            's.toml:57:1: tariff.renegotiation: is not used by a tariff of kind "course_rates"; leave it out, or change the kind',
        ],
    ),
]


@pytest.mark.parametrize(("tariff", "said"), WRONG)
def test_it_is_said_in_one_line_with_place_and_remedy(changed, tariff, said):
    assert changed((TARIFF, tariff)) == said


def test_a_budgeted_occupancy_needs_places_and_basis_costs_of_every_team(changed):
    found = changed((TARIFF, f"{BASIS}budgeted_occupancy = 0.97\n"), (NORD, NORD + OF_TEAM))
    assert found == [
        "s.toml:14:3: team.Syd.basis_cost_dkk_per_year: is missing, and budgeted_occupancy works its basis rate out from it; add it in DKK per year; 0 counts",
        "s.toml:14:3: team.Syd.places: is missing, and budgeted_occupancy works its basis rate out from it; add how many citizens the team has room for",
    ]


LEVER = "\n[behaviour.levers]\n{lever} = {{ low = 0, high = {high} }}\n"


@pytest.mark.parametrize(
    ("tariff", "lever", "high", "said"),
    [
        (
            TARIFF,
            "written_share",
            1.2,
            'has nothing to act on: no support plan is paid; write tariff.kind = "basis_service" or "overhead" or brackets.assessed_by = "team", or leave it out',
        ),
        (
            OVERHEAD,
            "written_share",
            2.1,
            "must be at most 2, is 2.1; check the unit and the decimals",
        ),
        (
            OVERHEAD,
            "written_share",
            0.9,
            "does not hold 1, where it stands in good faith; widen the bounds",
        ),
    ],
)
def test_a_lever_of_plans_needs_plans_and_sensible_bounds(changed, tariff, lever, high, said):
    (found,) = changed((TARIFF, tariff + LEVER.format(lever=lever, high=high)))
    assert found.endswith(said)


@pytest.mark.parametrize("lever", ["written_share", "step_down_delay_weeks"])
@pytest.mark.parametrize("tariff", [BASIS + RATE, OVERHEAD])
def test_both_levers_act_on_either_kind(changed, tariff, lever):
    assert changed((TARIFF, tariff + LEVER.format(lever=lever, high=1.5))) == []


DATED = "[{ from = 2026-01-05, value = 500 }, { from = 2027-01-04, value = 520 }]"


@pytest.mark.parametrize(
    "tariff",
    [
        BASIS + RATE,
        OVERHEAD,
        f"{BASIS}basis_rate_dkk_per_day = {{ Nord = {DATED}, Syd = 0 }}\n",
        f"{OVERHEAD}add_shares = {{ shared = 0.1, absence = 0.2 }}\npaid_days_away = 5\n",
        f"{OVERHEAD}renegotiation = {{ material_share = 0.1, status_meeting_weeks = 26 }}\n",
        f"{OVERHEAD}stop_loss = {{ above_dkk_per_week = 1, refunded_share = 0.5 }}\n",
    ],
)
def test_what_a_kind_needs_is_enough(changed, tariff):
    assert changed((TARIFF, tariff)) == []


def test_a_budgeted_occupancy_with_all_that_it_needs_is_no_fault(changed):
    teams = ((NORD, NORD + OF_TEAM), (SYD, SYD + OF_TEAM))
    assert changed((TARIFF, f"{BASIS}budgeted_occupancy = 0.97\n"), *teams) == []
