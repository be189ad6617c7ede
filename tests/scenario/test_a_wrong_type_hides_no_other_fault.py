"""What is wrong between tables is told also when a value beside it is of the wrong type.

And the other way round: what cannot be read is a fault once, not the cause of others.
"""

# ruff: noqa: E501 - a fault is one line

import pytest

BOTH = [
    (
        [
            ("share = 0.8\nslots", 'share = "most"\nslots'),
            ("[nursing]\ncontact_minutes = 28\n", ""),
        ],
        [
            "s.toml:92:2: clinic: gives nursing contacts, and without [nursing] there are none; add [nursing] with contact_minutes, or leave the clinic out",
            's.toml:94:1: clinic.share: must be a number, is "most"; write a number',
        ],
    ),
    (
        [("reachable = 0.35", "reachable = true"), ("slots_per_day = 40\n", "")],
        [
            "s.toml:95:1: clinic.reachable: must be a number or a list of five, one for each level, is true; write a number",
            "s.toml:102:1: clinic.cost_per_slot_dkk: is not used without slots_per_day; add slots_per_day, or leave it out",
        ],
    ),
    (
        [("temporary_share = 0.8", 'temporary_share = "x"'), ('training = ["therapist"]\n', "")],
        [
            's.toml:113:1: staff.temporary_share: must be a number, is "x"; write a number',
            's.toml:124:8: staff.gives.training: nobody gives it, and course "development" needs it; add a list, as ["helper", "assistant"]',
        ],
    ),
    (
        [("mix_loss = 0.3", "mix_loss = []"), ("therapist = 0.07", "therapist = 0.17")],
        [
            "s.toml:130:1: staff.effect.recommended_mix: the shares must add up to 1, add up to 1.1; change them",
            "s.toml:131:1: staff.effect.mix_loss: must be a number, is an empty list; write a number",
        ],
    ),
    (
        [("exponent = 3", 'exponent = "3"'), ("idle_share = 0.95", "idle_share = 0.5")],
        [
            "s.toml:145:1: self_determination.idle_share: is below full_share 0.6; let idle_share >= full_share",
            's.toml:147:1: self_determination.exponent: must be a number, is "3"; write it without quotes',
        ],
    ),
    (
        [("economy = 0.5", "economy = {}"), ("[self_determination]", "[self_determinatio]")],
        [
            's.toml:144:2: self_determinatio: is not known here; did you mean "self_determination"?',
            "s.toml:150:1: goals.development.economy: has no value; add value = and the number",
        ],
    ),
    (
        [("development = 4, stab", 'development = "4", hospital = 2, stab')],
        [
            's.toml:82:21: needs_assessment.milestone_weeks.development: must be a number, is "4"; write it without quotes',
            's.toml:82:40: needs_assessment.milestone_weeks.hospital: is of kind "hospital", where nobody is assessed; leave it out',
        ],
    ),
    (
        [("evening = 0.25", 'evening = "0.25"'), ("evening = 558, ", "")],
        [
            's.toml:67:15: times.home_care.evening: must be a number or a list of five, one for each level, is "0.25"; write it without quotes',
            "s.toml:70:1: prices.cost_per_hour_dkk.home_care.evening: has no price, and some hours of home_care are given then; add its cost in DKK per hour",
        ],
    ),
]


@pytest.mark.parametrize(("pieces", "said"), BOTH)
def test_both_faults_are_told(whole_changed, pieces, said):
    assert whole_changed(*pieces) == said


ONCE = [
    "nursing", "clinic", "nursing_home", "staff", "staff.professions", "staff.gives",
    "staff.effect", "staff.unmet_raises", "continuity", "self_determination", "goals",
    "goals.development", "times", "times.home_care", "prices.outside", "needs_assessment",
    "nursing.contact_minutes", "nursing_home.places", "nursing_home.occupied",
    "staff.full_time_equivalents", "team.Nord.full_time_equivalents", "clinic.open_days",
    "tariff.individual", "course.individual.kind", "course.waiting.kind", "course.hospital.kind",
    "course.stabilisation.kind", "course.stabilisation.hours_per_week",
    "course.stabilisation.outside_hours_per_week", "course.development.dose",
    "course.stabilisation.everyday_rehabilitation", "staff.effect.recommended_mix",
]  # fmt: skip


@pytest.mark.parametrize("key", ONCE)
def test_what_cannot_be_read_is_one_fault(faults, whole, key):
    said = faults(whole, [f'{key}="no such thing"'])
    assert len(said) == 1, said
    assert f": {key}: must be " in said[0]
