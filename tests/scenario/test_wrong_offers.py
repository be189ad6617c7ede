"""Places, queues and payers that do not fit are faults, each with its place and remedy."""

# ruff: noqa: E501 - a fault is one line

import pytest

TEAM = 'name = "Nord"\ninflow_per_week = 4.0\n'
END = "weekly_dkk = { development = 2700, stabilisation = 1575 }\n"
WEEKS = "weeks = 104\n"


def places(number):
    return TEAM, f"{TEAM}places = {number}\n"


def more(text):
    return END, END + text


WRONG = [
    ([places(0)], ["s.toml:11:1: team.Nord.places: must be 1 or more, is 0; write 1 or more"]),
    (
        [places(2.5)],
        [
            "s.toml:11:1: team.Nord.places: must be a whole number, is 2.5; write it without decimals"
        ],
    ),
    (
        [(TEAM, f"{TEAM}basis_cost_dkk_per_year = -1\n")],
        [
            "s.toml:11:1: team.Nord.basis_cost_dkk_per_year: must be 0 or more, is -1; check the sign"
        ],
    ),
    (
        [(TEAM, f"{TEAM}place = 3\n")],
        ['s.toml:11:1: team.Nord.place: is not known here; did you mean "places"?'],
    ),
    (
        [more("[queue]\ngiven_up_per_week = 0.1\n")],
        [
            "s.toml:56:2: queue: is not used: no team has places; give a team places, or leave it out"
        ],
    ),
    (
        [places(5), more("[queue]\ngiven_up_per_week = -0.1\n")],
        ["s.toml:58:1: queue.given_up_per_week: must be 0 or more, is -0.1; check the sign"],
    ),
    (
        [more("[payers]\nshare = { Nord = 0.5, Syd = 0.6 }\n")],
        [
            "s.toml:57:1: payers.share: the probabilities must add up to 1, add up to 1.1; change them"
        ],
    ),
    (
        [more("[payers]\nshare = {}\n")],
        ["s.toml:57:1: payers.share: the probabilities must add up to 1, add up to 0; change them"],
    ),
    (
        [more('[payers]\nshare = { "  " = 0.5, "A/B" = 0.5 }\n')],
        [
            's.toml:57:11: payers.share."  ": is blank; write a name',
            's.toml:57:23: payers.share."A/B": "A/B" is not plain text, has "/"; use letters, digits, spaces and - _ . & ( ) \'',
        ],
    ),
    ([more("[payers]\n")], ["s.toml:56:2: payers.share: is missing; add the key share"]),
    (
        [more("[payers]\nshare = { Nord = [{ from = 2026-01-05, value = 1 }] }\n")],
        [
            "s.toml:57:11: payers.share.Nord: cannot change by date; give one value for the whole run"
        ],
    ),
    (
        [
            places(40),
            (WEEKS, f"{WEEKS}initial = {{ Nord = {{ development = 30, stabilisation = 12 }} }}\n"),
        ],
        [
            "s.toml:7:13: run.initial.Nord: counts 42 citizens, and the team has 40 places; check both"
        ],
    ),
    (
        [
            places(40),
            (WEEKS, f"{WEEKS}initial = {{ Nord = {{ development = [9, 9, 9, 9, 9] }} }}\n"),
        ],
        [
            "s.toml:7:13: run.initial.Nord: counts 45 citizens, and the team has 40 places; check both"
        ],
    ),
]


@pytest.mark.parametrize(("pieces", "said"), WRONG)
def test_it_is_said_in_one_line_with_place_and_remedy(changed, pieces, said):
    assert changed(*pieces) == said


RIGHT = [
    [places(40)],
    [places("[{ from = 2026-01-05, value = 40 }, { from = 2026-06-01, value = 44 }]")],
    [places(42), (WEEKS, f"{WEEKS}initial = {{ Nord = {{ development = 42 }} }}\n")],
    [(TEAM, f"{TEAM}basis_cost_dkk_per_year = 4_000_000\n")],
    [places(40), more("[queue]\n")],
    [more('[payers]\nshare = { "Nord Kommune" = 0.4, "Høje-Taastrup Kommune" = 0.6 }\n')],
]


@pytest.mark.parametrize("pieces", RIGHT)
def test_what_fits_is_no_fault(changed, pieces):
    assert changed(*pieces) == []
