"""Staff without terms, services without staff and effects without a cause are faults."""

# ruff: noqa: E501 - a fault is one line

import pytest
from whole_scenario import tables

WRONG = [
    (
        [(tables("staff", "continuity"), ""), ("staff = 12\n", "")],
        [
            "s.toml:10:1: team.Nord.full_time_equivalents: is not used without [staff]; add [staff], or leave it out",
            "s.toml:110:2: continuity.staff: is missing: without [staff] nothing says how many share a citizen's visits; add how many do",
            "s.toml:114:2: self_determination: falls with the use of the team's capacity, which [staff] gives; add [staff], or leave the table out",
        ],
    ),
    (
        [
            (
                "full_time_equivalents = { helper = 10, assistant = 5, nurse = 2.5, therapist = 1.5 }\n",
                "",
            )
        ],
        [
            's.toml:110:2: staff.full_time_equivalents: is missing, and team "Syd" has none of its own; add { PROFESSION = NUMBER, ... }, or { } for a team without staff'
        ],
    ),
    (
        [("assistant = 5, nurse", "asistant = 5, nurse")],
        [
            's.toml:111:40: staff.full_time_equivalents.asistant: is not known here; did you mean "assistant"?'
        ],
    ),
    (
        [
            (
                "nurse = { pay_per_hour_dkk = 350, absence_share = 0.18, user_facing_share = 0.56 }\n",
                "",
            )
        ],
        [
            's.toml:111:55: staff.full_time_equivalents.nurse: "nurse" has no terms of pay and time; add [staff.professions.nurse]'
        ],
    ),
    (
        [
            ('training = ["therapist"]', 'training = ["helper"]'),
            (", therapist = 1.5", ""),
            (", therapist = 0.07", ", helper2 = 0.07"),
        ],
        [
            "s.toml:122:1: staff.professions.therapist: is not used: no team has such staff, and no service is given by them; name it in full_time_equivalents or [staff.gives], or leave it out",
            's.toml:130:68: staff.effect.recommended_mix.helper2: is not known here; did you mean "helper"?',
        ],
    ),
    (
        [('training = ["therapist"]', 'training = ["helper"]'), (", therapist = 1.5", "")],
        [
            "s.toml:122:1: staff.professions.therapist: is not used: no team has such staff, and no service is given by them; name it in full_time_equivalents or [staff.gives], or leave it out"
        ],
    ),
    (
        [('training = ["therapist"]\n', "")],
        [
            's.toml:124:8: staff.gives.training: nobody gives it, and course "development" needs it; add a list, as ["helper", "assistant"]'
        ],
    ),
    (
        [('training = ["therapist"]', "training = []")],
        ["s.toml:127:1: staff.gives.training: needs at least 1 value, has 0; change the list"],
    ),
    (
        [('training = ["therapist"]', 'training = ["therapist", "helper", "therapist"]')],
        [
            's.toml:127:36: staff.gives.training[2]: "therapist" is there twice; name each profession once'
        ],
    ),
    (
        [('training = ["therapist"]', 'training = ["terapist"]')],
        [
            's.toml:127:13: staff.gives.training[0]: must be one of "helper", "assistant", "nurse", "therapist", is "terapist"; did you mean "therapist"?'
        ],
    ),
    (
        [('training = ["therapist"]', 'training = "therapist"')],
        [
            's.toml:127:1: staff.gives.training: must be a list of names, is "therapist"; write names in brackets'
        ],
    ),
    (
        [("absence_share = 0.2,", "absence_share = 20,")],
        [
            "s.toml:119:36: staff.professions.helper.absence_share: must be at most 1, is 20; check the unit and the decimals"
        ],
    ),
    (
        [(", user_facing_share = 0.58", "")],
        [
            "s.toml:119:1: staff.professions.helper.user_facing_share: is missing; add the key user_facing_share"
        ],
    ),
    (
        [("temporary_share = 0.8\n", "")],
        ["s.toml:110:2: staff.temporary_share: is missing; add the key temporary_share"],
    ),
    (
        [("hours_per_week = 37", "hours_per_week = 0")],
        ["s.toml:112:1: staff.hours_per_week: must be more than 0, is 0; write more than 0"],
    ),
    (
        [("supervision_cost_per_hour_dkk = 450\n", "")],
        [
            "s.toml:110:2: staff.supervision_cost_per_hour_dkk: is missing, and supervision takes hours; add its cost in DKK per hour"
        ],
    ),
    (
        [("supervision_hours_per_week = 0.5\n", "")],
        [
            "s.toml:115:1: staff.supervision_cost_per_hour_dkk: is not used without supervision_hours_per_week; add the hours, or leave it out",
            "s.toml:131:1: staff.effect.supervision_gain: is not used without supervision_hours_per_week; add the hours to [staff], or leave it out",
        ],
    ),
    (
        [("therapist = 0.07", "therapist = 0.17")],
        [
            "s.toml:130:1: staff.effect.recommended_mix: the shares must add up to 1, add up to 1.1; change them"
        ],
    ),
    (
        [("mix_loss = 0.3\n", "")],
        [
            "s.toml:129:8: staff.effect.mix_loss: is missing, and recommended_mix needs it; add it, or leave recommended_mix out"
        ],
    ),
    (
        [
            (
                "recommended_mix = { helper = 0.55, assistant = 0.25, nurse = 0.13, therapist = 0.07 }\n",
                "",
            )
        ],
        [
            "s.toml:129:8: staff.effect.recommended_mix: is missing, and mix_loss needs it; add it, or leave mix_loss out"
        ],
    ),
    (
        [("supervision_tau_hours = 0.5\n", "")],
        [
            "s.toml:129:8: staff.effect.supervision_tau_hours: is missing, and supervision_gain needs it; add it, or leave supervision_gain out"
        ],
    ),
    (
        [("supervision_gain = 0.2\n", "")],
        [
            "s.toml:129:8: staff.effect.supervision_gain: is missing, and supervision_tau_hours needs it; add it, or leave supervision_tau_hours out"
        ],
    ),
    (
        [
            ("dose = { p_max = 0.6, tau_weeks = 6 }\n", ""),
            (
                '{ to = "stabilisation", probability = 1 }, { to = "self_reliant" }',
                '{ to = "stabilisation", probability = 0.5 }, { to = "self_reliant", probability = 0.5 }',
            ),
        ],
        [
            "s.toml:128:8: staff.effect: has nothing to act on: no course has a dose; add a dose, or leave the table out"
        ],
    ),
    (
        [
            ("hazards_per_week = { hospital = 0.013, dead = 0.003 }\n", ""),
            ("paid_days_away = 3\n", ""),
            (
                '[{ to = "stabilisation", probability = 1 }',
                '[{ to = "stabilisation", probability = 0.5 }, { to = "hospital", probability = 0.5 }',
            ),
        ],
        [
            's.toml:134:1: staff.unmet_raises.admissions: is not used: no hazard leads to hospital; add hazards_per_week to a course of kind "hospital", or leave it out'
        ],
    ),
    (
        [(tables("relapse", "times"), "")],
        [
            "s.toml:132:1: staff.unmet_raises.relapses: is not used without [relapse]; add [relapse], or leave it out"
        ],
    ),
]


@pytest.mark.parametrize(("pieces", "said"), WRONG)
def test_it_is_said_in_one_line_with_place_and_remedy(whole_changed, pieces, said):
    assert whole_changed(*pieces) == said
