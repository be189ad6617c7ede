"""Levers without bounds or without anything to act on, and keys of behaviour that nothing uses."""

# ruff: noqa: E501 - a fault is one line

import pytest

PRICES = "[prices]\n"
NORD = 'name = "Nord"\n'


def behaviour(text):
    """The sound scenario with tables of behaviour before its prices, from line 50 on."""
    return (PRICES, f"{text}\n{PRICES}")


def levers(text):
    return behaviour(f"[behaviour.levers]\n{text}")


def of_team(line):
    """The sound scenario with a line more in its first team, line 10."""
    return (NORD, f"{NORD}{line}\n")


RELABEL = '[behaviour.relabel]\ncourses = { stabilisation = "development" }\n'
PICKS = "[behaviour.levers]\naccept_share = { low = 0, high = 1 }\n"
CONDUCT = [
    (
        [behaviour(f'{PICKS}[acceptance]\nprice_dkk = 9\nwait_weeks = 3\nteam = "Nort"')],
        [
            's.toml:54:1: acceptance.wait_weeks: is not used without declined_to = "waiting"; add it, or leave it out',
            's.toml:55:1: acceptance.team: is not used without declined_to = "team"; add it, or leave it out',
        ],
    ),
    (
        [behaviour(f'{PICKS}[acceptance]\nprice_dkk = 9\ndeclined_to = "team"\nteam = "Nort"')],
        ['s.toml:55:1: acceptance.team: "Nort" is not a team; did you mean "Nord"?'],
    ),
    (
        [behaviour(f'{PICKS}[acceptance]\nprice_dkk = 9\ndeclined_to = "waiting"')],
        [
            's.toml:52:2: acceptance.wait_weeks: is missing, and declined_to = "waiting" needs it; add it',
        ],
    ),
    (
        [of_team('reserve_dkk = 9\nwhen_spent = "stop"')],
        [
            's.toml:11:1: team.Nord.when_spent: "stop" needs [acceptance], which says who takes them; add [acceptance]'
        ],
    ),
    (
        [of_team("reserve_dkk = 9")],
        [
            "s.toml:8:3: team.Nord.when_spent: is missing, and reserve_dkk needs it; add it, or leave reserve_dkk out"
        ],
    ),
    (
        [of_team('reserve_dkk = 9\nwhen_spent = "merge"\nmerges_with = "Nord"')],
        ['s.toml:12:1: team.Nord.merges_with: "Nord" is not another team; write one of "Syd"'],
    ),
    (
        [behaviour("[early_discharge]\nafter_weeks = 2\npenalty_dkk = 5")],
        [
            "s.toml:50:2: early_discharge: is not used: no team moves discharge_share; add it to [behaviour.levers], or leave the table out",
            "s.toml:52:1: early_discharge.penalty_dkk: is not used: nobody is found without found_share; add found_share, or leave it out",
        ],
    ),
]
WRONG = [
    *CONDUCT,
    (
        [levers("effort = { low = 1.5, high = 0.5 }")],
        ["s.toml:51:12: behaviour.levers.effort.low: is above high 0.5; let low <= high"],
    ),
    (
        [levers("delivered_share = { low = 0.5, high = 3 }")],
        [
            "s.toml:51:32: behaviour.levers.delivered_share.high: must be at most 2, is 3; check the unit and the decimals"
        ],
    ),
    (
        [levers("effort = { low = 1.2, high = 2 }")],
        [
            "s.toml:51:1: behaviour.levers.effort: does not hold 1, where it stands in good faith; widen the bounds"
        ],
    ),
    (
        [levers("efort = { low = 0.5, high = 2 }")],
        ['s.toml:51:1: behaviour.levers.efort: is not known here; did you mean "effort"?'],
    ),
    (
        [levers("effort = { low = 0.5 }")],
        ["s.toml:51:1: behaviour.levers.effort.high: is missing; add the key high"],
    ),
    (
        [levers("clinic_share = { low = 0, high = 1 }")],
        [
            "s.toml:51:1: behaviour.levers.clinic_share: has nothing to act on without [clinic]; add [clinic]"
        ],
    ),
    (
        [levers("step_down_delay_weeks = { low = 0, high = 4 }")],
        [
            "s.toml:51:1: behaviour.levers.step_down_delay_weeks: has nothing to act on without [tariff.step_down]; add [tariff.step_down]"
        ],
    ),
    (
        [levers("relabel_share = { low = 0, high = 1 }")],
        [
            "s.toml:51:1: behaviour.levers.relabel_share: has nothing to act on without [behaviour.relabel] courses; add [behaviour.relabel] courses"
        ],
    ),
    (
        [('kind = "development"', 'kind = "stabilisation"'), of_team("levers = { effort = 2 }")],
        [
            's.toml:10:12: team.Nord.levers.effort: has nothing to act on: no course is of kind "development"; add such a course, or leave it out'
        ],
    ),
    (
        [of_team("levers = { delivered_share = 3 }")],
        [
            "s.toml:10:12: team.Nord.levers.delivered_share: must be at most 2, is 3; check the unit and the decimals"
        ],
    ),
    (
        [
            of_team("levers = { delivered_share = 0.4 }"),
            levers("delivered_share = { low = 0.5, high = 1 }"),
        ],
        [
            "s.toml:10:12: team.Nord.levers.delivered_share: 0.4 lies outside the bounds in [behaviour.levers]; change it, or widen the bounds"
        ],
    ),
    (
        [of_team("alpha = 0.5")],
        [
            's.toml:10:1: team.Nord.alpha: is not used by a policy other than "incentive_led"; change the policy, or leave it out'
        ],
    ),
    (
        [of_team('policy = "budget_led"')],
        [
            's.toml:10:1: team.Nord.policy: "budget_led" has no lever to move; add [behaviour.levers], each with its low and high'
        ],
    ),
    (
        [behaviour('[behaviour]\nfreedom = ["effort"]')],
        [
            's.toml:51:12: behaviour.freedom[0]: "effort" has no bounds; add [behaviour.levers] effort = { low = NUMBER, high = NUMBER }'
        ],
    ),
    (
        [behaviour('[behaviour.relabel]\ncourses = { stabilisation = "developmnt" }')],
        [
            's.toml:51:13: behaviour.relabel.courses.stabilisation: "developmnt" is not a course; did you mean "development"?'
        ],
    ),
    (
        [behaviour('[behaviour.relabel]\ncourses = { stabilisation = "stabilisation" }')],
        [
            "s.toml:51:13: behaviour.relabel.courses.stabilisation: is the course itself, so nothing is gained; name a dearer course, or leave it out"
        ],
    ),
    (
        [
            behaviour(
                '[behaviour.relabel]\npenalty_dkk = 9\ncourses = { stabilisation = "development" }'
            )
        ],
        [
            "s.toml:51:1: behaviour.relabel.penalty_dkk: is not used: nobody is found without found_share; add found_share, or leave it out"
        ],
    ),
    (
        [behaviour("[audit_risk]\ndishonesty_dkk = 9")],
        [
            "s.toml:50:2: audit_risk: is not used without [behaviour.relabel] courses; say there which course is reported as a dearer one, or leave it out"
        ],
    ),
    (
        [behaviour(f"{RELABEL}[audit_risk]\naudits_per_year = 2")],
        [
            "s.toml:52:2: audit_risk.found_per_audit: is missing, and audits_per_year needs it; add it, or leave audits_per_year out"
        ],
    ),
    (
        [behaviour(f"{RELABEL}[audit_risk]\nfound_per_audit = 1.2")],
        [
            "s.toml:52:2: audit_risk.audits_per_year: is missing, and found_per_audit needs it; add it, or leave found_per_audit out",
            "s.toml:53:1: audit_risk.found_per_audit: must be at most 1, is 1.2; check the unit and the decimals",
        ],
    ),
    (
        [behaviour("[acceptance]\nprice_dkk = 9")],
        [
            "s.toml:50:2: acceptance: is not used: no team moves accept_share; add it to [behaviour.levers], or leave the table out"
        ],
    ),
    (
        [levers("accept_share = { low = 0, high = 1 }")],
        [
            "s.toml:51:1: behaviour.levers.accept_share: has nothing to act on without [acceptance]; add [acceptance]"
        ],
    ),
    (
        [
            behaviour(
                '[acceptance]\ndeclined_to = "team"\n'
                "[behaviour.levers]\naccept_share = { low = 0, high = 1 }"
            )
        ],
        [
            "s.toml:50:2: acceptance.price_dkk: is missing; add the key price_dkk",
            "s.toml:50:2: acceptance.team: is missing, and without [choice] nothing else says which team takes them; name a team, or add [choice]",
        ],
    ),
    (
        [behaviour('[behaviour]\nshort_order = "by_need"')],
        [
            "s.toml:51:1: behaviour.short_order: is not used: no team can give less than is needed; add [staff] or [behaviour.levers] delivered_share, or leave it out"
        ],
    ),
    (
        [behaviour('[behaviour]\nshort_order = "by_needs"')],
        [
            's.toml:51:1: behaviour.short_order: must be one of "in_proportion", "evenly", "by_need", "by_cost", is "by_needs"; did you mean "by_need"?'
        ],
    ),
    (
        [behaviour("[behaviour]\neffort_dkk = 100")],
        [
            "s.toml:51:1: behaviour.effort_dkk: is not used: no team moves delivered_share or effort; add one of them to [behaviour.levers], or leave it out"
        ],
    ),
    (
        [
            behaviour("[behaviour]\nunmet_raises = { admissions = 1, relapses = 1 }"),
            ("{ hospital = 0.01, dead = 0.001 }", "{ dead = 0.001 }"),
            ('[[course]]\nname = "hospital"\nkind = "hospital"\n', ""),
            ('stay = { distribution = "exponential", mean_weeks = 0.7 }\n', ""),
            ('exits = [{ to = "resume", probability = 1 }]\n', ""),
        ],
        [
            's.toml:46:18: behaviour.unmet_raises.admissions: is not used: no hazard leads to hospital; add hazards_per_week to a course of kind "hospital", or leave it out'
        ],
    ),
    (
        [behaviour("[benefit_dkk]\nself_reliant_weeks = 800")],
        [
            's.toml:51:1: benefit_dkk.self_reliant_weeks: is not known here; did you mean "self_reliant_week"?'
        ],
    ),
]


@pytest.mark.parametrize(("pieces", "said"), WRONG)
def test_it_is_said_in_one_line_with_place_and_remedy(changed, pieces, said):
    assert changed(*pieces) == said


def test_the_clinics_share_must_lie_within_its_bounds(whole_changed):
    table = "[behaviour.levers]\nclinic_share = { low = 0, high = 0.5 }\n\n[continuity]"
    (said,) = whole_changed(("[continuity]", table))
    assert said.endswith(
        "behaviour.levers.clinic_share: does not hold 0.8, where it stands in good faith; widen the bounds"
    )


def test_with_staff_their_table_says_what_unmet_need_raises(whole_changed):
    table = "[behaviour]\nunmet_raises = { admissions = 1 }\n\n[continuity]"
    (said,) = whole_changed(("[continuity]", table))
    assert said.endswith(
        "behaviour.unmet_raises: is not used where there is [staff], which has unmet_raises of its own; move it to [staff.unmet_raises]"
    )


SOUND = [
    [of_team("levers = { development_weeks = 6, effort = 1.5, accept_delay_weeks = 2 }")],
    [
        of_team('policy = "incentive_led"\nalpha = 0.5'),
        levers("development_weeks = { low = 2, high = 12 }"),
    ],
    [behaviour("[benefit_dkk]\nadmission = 40_000\nunmet_hour_squared = 900")],
    [
        behaviour(
            f"{RELABEL}penalty_dkk = 9\n[audit_risk]\naudits_per_year = 2\nfound_per_audit = 0.5"
        )
    ],
    [
        behaviour(
            "[behaviour]\neffort_dkk = 100\n[behaviour.levers]\neffort = { low = 0.5, high = 2 }"
        )
    ],
]


@pytest.mark.parametrize("pieces", SOUND)
def test_what_can_be_meant_is_no_fault(changed, pieces):
    assert changed(*pieces) == []
