"""Small scenarios for tests, and the short ways from a TOML text to numbers.

`THREE_COURSES` is the sample of the design made small. `EVERYTHING` switches on all that needs
no capacity: levels, a dose, a taper, hazards, hospital stays that are resumed, relapse, lump
sums, a step-down, dated values that start in the middle of a week, two sources and a warm-up.
`WHOLE_MODEL` has what is short: staff, a clinic, a nursing home, and all that hangs on them.
`ALL_LEVERS` has behaviour besides: every lever moved, by teams of each policy, under a tariff of
every part; `ALL_BY_PLAN` is the same under a tariff by support plan. `OFFERS` has places, a
queue, basis cost and payers; in `FREE_CHOICE` citizens choose among them, and one is paid by what
the others cost, and in `CONDUCT` teams send citizens on, discharge them early, close and merge.
`BY_MINUTES` is `EVERYTHING` with courses granted by minutes a week.
In `STAYS_BY_EXIT` lengths hang on where a stay leads.
`FOUR_WEEKS` is `THREE_COURSES` with a fourth of the work, for tests that run many; `RANGED` is the
same with three prices that are not known exactly.
"""

import tomllib
from functools import lru_cache

from sim.engines.simpy_engine import SimpyEngine
from sim.experiments.running.starting import started
from sim.model.rulebook import STANDARD_RULES
from sim.scenario.reading import restored_scenario

THREE_COURSES = """
schema = 1
[run]
start = 2026-01-05
weeks = 8
initial = "stationary"
[[team]]
name = "Nord"
inflow_per_week = 6.0
[[team]]
name = "Syd"
inflow_per_week = 3.0
[intake]
development = 1.0
[[course]]
name = "development"
kind = "development"
stay = { distribution = "gamma", mean_weeks = 4, sd_weeks = 2 }
hours_per_week = { home_care = 4.0, nursing = 0.5, training = 1.5 }
hours_sd = 3.0
exits = [
  { to = "stabilisation", probability = 0.45 },
  { to = "individual", probability = 0.03 },
  { to = "self_reliant", probability = 0.52 },
]
[[course]]
name = "stabilisation"
kind = "stabilisation"
stay = { distribution = "lognormal", mean_weeks = 12, sd_weeks = 9 }
hours_per_week = { home_care = 3.0, nursing = 0.5 }
hours_sd = 2.0
exits = [{ to = "dead", probability = 0.6 }, { to = "nursing_home", probability = 0.4 }]
[[course]]
name = "individual"
kind = "individual"
stay = { distribution = "weibull", mean_weeks = 10, sd_weeks = 8 }
hours_per_week = { home_care = 18.0, nursing = 4.0 }
hours_sd = 5.0
exits = [{ to = "dead", probability = 1.0 }]
[prices]
cost_per_hour_dkk = { home_care = 450, nursing = 480, training = 430 }
[tariff]
kind = "course_rates"
weekly_dkk = { development = 2700, stabilisation = 1575, individual = 9900 }
"""

EVERYTHING = """
schema = 1
[run]
start = 2026-01-05
weeks = 7
initial = "stationary"
warm_up_weeks = 2
[[team]]
name = "Nord"
inflow_per_week = { first_contact = 5.0, hospital_discharge = 2.0 }
[[team]]
name = "Syd"
inflow_per_week = 4.0
intake = { development = 0.3, stabilisation = 0.7 }
[[team]]
name = "Vest"
inflow_per_week = [{ from = 2026-01-05, value = 3.0 }, { from = 2026-01-28, value = 6.0 }]
[intake]
first_contact = { development = 0.8, stabilisation = 0.2 }
hospital_discharge = { development = 1.0 }
[citizen]
start_level = [0.1, 0.2, 0.4, 0.2, 0.1]
multiplier_sd = [0.3, 0.4, 0.5, 0.6, 0.7]
[[course]]
name = "development"
kind = "development"
stay = { distribution = "gamma", mean_weeks = 3, sd_weeks = 1.5 }
hours_per_week = { home_care = [2, 3, 4, 6, 9], training = 1.5 }
hours_sd = 2.0
profile = [1.5, 1.2, 1.0, 0.7]
hazards_per_week = { hospital = 0.10, dead = 0.01 }
exits = [
  { to = "self_reliant" },
  { to = { level_change = -1 }, probability = 0.3 },
  { to = { course = "stabilisation", level = 3 }, probability = 0.2 },
  { to = "stabilisation", probability = 0.5 },
]
dose = { p_max = 0.8, tau_weeks = 3, gamma = 1 }
[[course]]
name = "stabilisation"
kind = "stabilisation"
stay = { distribution = "exponential", mean_weeks = 6 }
hours_per_week = { home_care = [1, 2, 3, 5, 8], nursing = 0.5 }
hours_sd = 1.0
hazards_per_week = { hospital = 0.05, dead = [0.01, 0.01, 0.02, 0.03, 0.05] }
exits = [
  { to = "nursing_home", probability = 0.5 },
  { to = { level_change = 1 }, probability = 0.3 },
  { to = "moved", probability = 0.2 },
]
[[course]]
name = "hospital"
kind = "hospital"
stay = { distribution = "empirical", values_weeks = [0.3, 0.5, 0.6, 1.0, 2.5] }
exits = [{ to = "resume", probability = 0.85 }, { to = "dead", probability = 0.15 }]
[relapse]
probability = [0.2, 0.3, 0.3, 0.4, 0.5]
after = { distribution = "weibull", mean_weeks = 2, sd_weeks = 1 }
to = "development"
[prices.cost_per_hour_dkk]
home_care = [{ from = 2026-01-05, value = 450 }, { from = 2026-02-05, value = 463.5 }]
nursing = 480
training = 430
[tariff]
kind = "course_rates"
reopen_within_weeks = 3
[tariff.weekly_dkk]
development = [{ from = 2026-01-05, value = 2400 }, { from = 2026-02-05, value = 2472 }]
stabilisation = [900, 1200, 1700, 2600, 4000]
hospital = 0
[tariff.step_down]
development = { after_weeks = 2, weekly_dkk = 1500 }
[tariff.lump_sum_dkk]
stabilisation = 800
development = 1500
"""

WHOLE_MODEL = """
schema = 1
[run]
start = 2026-01-05
weeks = 12
initial = "stationary"
[[team]]
name = "Nord"
inflow_per_week = 4.0
[[team]]
name = "Syd"
inflow_per_week = 2.0
full_time_equivalents = { helper = 3, assistant = 1, nurse = 0.7, therapist = 0.5 }
[intake]
development = 0.6
stabilisation = 0.4
[citizen]
start_level = [0.0, 0.4, 0.3, 0.2, 0.1]
multiplier_sd = 0.5
[[course]]
name = "development"
kind = "development"
stay = { distribution = "gamma", mean_weeks = 8, sd_weeks = 4 }
hours_per_week = { home_care = 3.0, nursing = 0.6, training = 1.2 }
hours_sd = 1.5
dose = { p_max = 0.6, tau_weeks = 6 }
exits = [
  { to = "self_reliant" },
  { to = "stabilisation", probability = 0.9 },
  { to = "clinic", probability = 0.1 },
]
hazards_per_week = { hospital = 0.013, dead = 0.003 }
[[course]]
name = "stabilisation"
kind = "stabilisation"
stay = { distribution = "lognormal", mean_weeks = 30, sd_weeks = 30 }
hours_per_week = { home_care = [0, 1, 3, 8, 15], nursing = [0, 0.3, 0.5, 1, 1.5] }
hours_sd = 1.0
outside_hours_per_week = { night = [0, 0, 0.2, 1, 2], complex_nursing = 0.2 }
exits = [
  { to = { level_change = 1 }, probability = 0.6 },
  { to = "nursing_home", probability = 0.4 },
]
hazards_per_week = { hospital = 0.013, dead = 0.003 }
[course.everyday_rehabilitation]
hours_per_week = 0.3
max_share = 0.4
tau_hours = 0.3
[[course]]
name = "individual"
kind = "individual"
stay = { distribution = "gamma", mean_weeks = 30, sd_weeks = 20 }
hours_per_week = { home_care = 25, nursing = 2 }
hours_sd = 3
exits = [ { to = "nursing_home", probability = 1 } ]
hazards_per_week = { hospital = 0.02, dead = 0.006 }
[[course]]
name = "hospital"
kind = "hospital"
stay = { distribution = "gamma", mean_weeks = 0.7, sd_weeks = 0.5 }
exits = [ { to = "resume", probability = 0.95 }, { to = "dead", probability = 0.05 } ]
[[course]]
name = "waiting"
kind = "waiting"
stay = { distribution = "fixed", mean_weeks = 9 }
hours_per_week = { home_care = 20, nursing = 2 }
exits = [ { to = "nursing_home", probability = 1 } ]
hazards_per_week = { hospital = 0.02, dead = 0.006 }
[relapse]
probability = 0.25
after = { distribution = "exponential", mean_weeks = 20 }
to = "development"
[times]
home_care = { evening = 0.25, weekend = 0.17 }
[prices]
cost_per_hour_dkk.home_care = { day = 460, evening = 558, weekend = 558 }
cost_per_hour_dkk.nursing = 650
cost_per_hour_dkk.training = 900
[prices.outside]
night_hour_dkk = 600
complex_nursing_hour_dkk = 700
hospital_day_dkk = 5000
nursing_home_day_dkk = 1903
[nursing]
contact_minutes = 28
[clinic]
reachable = 0.4
share = 0.8
slots_per_day = 2
longest_wait_days = 7
time_share = 0.68
cost_per_contact_dkk = 220
charged_to = "team"
cost_per_slot_dkk = 180
[staff]
full_time_equivalents = { helper = 8, assistant = 3, nurse = 1.8, therapist = 1.0 }
temporary_share = 0.7
temporary_premium = 1.35
supervision_hours_per_week = 0.5
supervision_cost_per_hour_dkk = 450
hours_per_week = 37
[staff.professions.helper]
pay_per_hour_dkk = 240
absence_share = 0.2
user_facing_share = 0.58
[staff.professions.assistant]
pay_per_hour_dkk = 260
absence_share = 0.2
user_facing_share = 0.58
[staff.professions.nurse]
pay_per_hour_dkk = 300
absence_share = 0.2
user_facing_share = 0.58
[staff.professions.therapist]
pay_per_hour_dkk = 290
absence_share = 0.2
user_facing_share = 0.58
[staff.gives]
home_care = ["helper", "assistant", "nurse"]
nursing = ["nurse", "assistant"]
training = ["therapist", "assistant"]
[staff.effect]
recommended_mix = { helper = 0.55, assistant = 0.25, nurse = 0.13, therapist = 0.07 }
mix_loss = 0.3
supervision_gain = 0.2
supervision_tau_hours = 0.5
[staff.unmet_raises]
admissions = 2.0
relapses = 1.0
[nursing_home]
places = 20
occupied = 20
mean_stay_weeks = 60
[needs_assessment]
individual_from_hours_per_week = 22
milestone_weeks = { development = 4, stabilisation = 13 }
milestone_hours = { home_care = 0.5, nursing = 0.5 }
[tariff]
kind = "course_rates"
weekly_dkk = { development = 2700, stabilisation = [0, 700, 2000, 5000, 9000], hospital = 0 }
individual = "per_person"
paid_days_away = 3
[continuity]
visit_minutes = 25
staff = 12
contact_person_share = 0.3
[self_determination]
idle_share = 0.95
full_share = 0.6
exponent = 3
[goals.development]
economy = 0.5
progression = 0.3
continuity = 0.1
self_determination = 0.1
[goals.stabilisation]
economy = 0.2
progression = 0.2
continuity = 0.3
self_determination = 0.3
"""


STAYS_BY_EXIT = """
schema = 1
[run]
start = 2026-01-05
weeks = 5
initial = "stationary"
[[team]]
name = "Nord"
inflow_per_week = 6.0
[intake]
development = 0.7
stabilisation = 0.3
[citizen]
start_level = [0, 0.5, 0.5, 0, 0]
[[course]]
name = "development"
kind = "development"
hours_per_week = { home_care = 6, training = 1.5 }
hours_sd = 1.5
hazards_per_week = { hospital = 0.15, dead = 0.03 }
[[course.exits]]
to = "self_reliant"
probability = [0.4, 0.5, 0.3, 0.3, 0.3]
stay = { distribution = "weibull", mean_weeks = 0.7, sd_weeks = 0.3 }
[[course.exits]]
to = "stabilisation"
probability = [0.4, 0.4, 0.6, 0.6, 0.6]
stay = { distribution = "gamma", mean_weeks = [1.5, 1.5, 2, 2, 2], sd_weeks = 0.4 }
[[course.exits]]
to = { level_change = 1 }
probability = [0.2, 0.1, 0.1, 0.1, 0.1]
stay = { distribution = "exponential", mean_weeks = 0.8 }
[[course]]
name = "stabilisation"
kind = "stabilisation"
stay = { distribution = "lognormal", mean_weeks = 1.5, sd_weeks = 0.4 }
hours_per_week = { home_care = 5, nursing = 1.0 }
hours_sd = 1.5
hazards_per_week = { hospital = 0.20, dead = 0.05 }
[[course.exits]]
to = "moved"
probability = 0.7
[[course.exits]]
to = "nursing_home"
probability = 0.3
stay = { distribution = "empirical", values_weeks = [0.4, 0.4, 0.6, 2.2] }
[[course]]
name = "hospital"
kind = "hospital"
stay = { distribution = "gamma", mean_weeks = 0.6, sd_weeks = 0.3 }
exits = [
  { to = "resume", probability = 0.7 },
  { to = "development", probability = 0.2 },
  { to = "dead", probability = 0.1, stay = { distribution = "fixed", mean_weeks = 2 } },
]
[prices]
cost_per_hour_dkk = { home_care = 450, nursing = 480, training = 430 }
[tariff]
kind = "course_rates"
weekly_dkk = { development = 3400, stabilisation = 2900, hospital = 0 }
[tariff.step_down]
stabilisation = { after_weeks = 1, weekly_dkk = 1500 }
"""

FOUR_WEEKS = (
    THREE_COURSES.replace("weeks = 8", "weeks = 4")
    .replace("inflow_per_week = 6.0", "inflow_per_week = 2.0")
    .replace("inflow_per_week = 3.0", "inflow_per_week = 1.0")
)
RANGED = FOUR_WEEKS.replace(
    "home_care = 450, nursing = 480, training = 430",
    'home_care = { value = 450, low = 400, high = 500, law = "uniform", status = "assumed" }, '
    'nursing = { value = 480, low = 300, high = 600, law = "uniform", status = "expert" }, '
    'training = { value = 430, low = 400, high = 440, law = "uniform", status = "assumed" }',
)


def _all_levers():
    """`WHOLE_MODEL` under a mixed tariff, with three teams that move every lever there is."""
    text = WHOLE_MODEL
    teams = """[[team]]
name = "Nord"
inflow_per_week = 4.0
policy = "budget_led"
levers.step_down_delay_weeks = 1
levers.relabel_share = 0.3
levers.accept_delay_weeks = 0.5
levers.accept_share = 0.6
levers.discharge_share = 0.5
levers.effort = 1.2
reserve_dkk = 20_000
when_spent = "bail_out"
[[team]]
name = "Øst"
inflow_per_week = 2.0
policy = "incentive_led"
alpha = 0.1
levers = { delivered_share = 1.1, development_weeks = 6 }
cost_per_hour_dkk = { home_care = 480, training = { day = 800 } }
pay_per_hour_dkk = { helper = 290 }
absence_share = 0.25
user_facing_share = { nurse = 0.5 }
"""
    north = '[[team]]\nname = "Nord"\ninflow_per_week = 4.0\n'
    rates = 'kind = "course_rates"\n'
    mixed = """kind = "mixed"
hourly_share = [{ from = 2026-01-05, value = 0.6 }, { from = 2026-02-05, value = 0.3 }]
block_share = 0.1
hourly_dkk = { home_care = 470, nursing = 640, training = 800 }
budget_dkk_per_week = { Nord = 100_000, Syd = 50_000, "Øst" = 60_000 }
stop_loss = { above_dkk_per_week = 6_000, refunded_share = 0.7 }
deficit_band = { share = 0.02, trued_up_share = 0.8, every_weeks = 5 }
indexation_share = [{ from = 2026-01-05, value = 0 }, { from = 2026-02-05, value = 0.03 }]
step_down = { development = { after_weeks = 3, weekly_dkk = 1700 } }
team."Øst".weekly_dkk = { development = 3_100 }
team."Øst".step_down = { development = { after_weeks = 2, weekly_dkk = 2_000 } }
team."Øst".hourly_dkk = { nursing = 600 }
team."Øst".overhead_share = 0.06
team.Nord.lump_sum_dkk = { stabilisation = 250 }
"""
    south = 'name = "Syd"\ninflow_per_week = 2.0\n'
    shifts = '[continuity]\nby = "shift"\n'
    for old, new in (
        (north, teams),
        (rates, mixed),
        (south, south + 'policy = "learning"\n'),
        ("[continuity]\n", shifts),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text + _BEHAVIOUR


_BEHAVIOUR = """
[behaviour]
freedom = ["delivered_share", "clinic_share"]
reaction = 3
short_order = "by_cost"
step_down_hours_per_week = 0.3
effort_dkk = 150
given_up_per_week = 0.4
[behaviour.levers]
development_weeks = { low = 2, high = 16 }
effort = { low = 0.5, high = 1.5 }
delivered_share = { low = 0.7, high = 1.2 }
clinic_share = { low = 0, high = 1 }
relabel_share = { low = 0, high = 0.5 }
step_down_delay_weeks = { low = 0, high = 3 }
accept_delay_weeks = { low = 0, high = 2 }
accept_share = { low = 0, high = 1 }
discharge_share = { low = 0, high = 1 }
[behaviour.learning]
trial_weeks = 2
noise_share = 0.1
[behaviour.relabel]
courses = { stabilisation = "individual", development = "individual" }
hours_per_week = 0.5
found_share = 0.3
penalty_dkk = 1_000
[acceptance]
declined_to = "waiting"
wait_weeks = 3
admissions_per_week = 0.2
price_dkk = 50_000
[early_discharge]
after_weeks = 1
found_share = 0.3
penalty_dkk = 3_000
[audit_risk]
audits_per_year = [{ from = 2026-01-05, value = 2 }, { from = 2026-02-05, value = 4 }]
found_per_audit = 0.5
dishonesty_dkk = 2_000
[refund]
steps = [
  { above_dkk_per_year = 100_000, share = 0.25 },
  { above_dkk_per_year = 200_000, share = [
    { from = 2026-01-05, value = 0.5 }, { from = 2026-02-05, value = 0.7 },
  ] },
]
citizens_share = 0.4
[benefit_dkk]
self_reliant_week = 800
level_week = 300
unmet_hour = 450
unmet_hour_squared = 900
admission = 40_000
"""

_WAITING = """[acceptance]
declined_to = "waiting"
wait_weeks = 3
admissions_per_week = 0.2
price_dkk = 50_000
"""

ALL_LEVERS = _all_levers()


def _by_plan():
    """`ALL_LEVERS` under a tariff by support plan, with levels that change in time to be seen."""
    before, rest = ALL_LEVERS.split("[tariff]\n")
    _, after = rest.split("[continuity]\n")
    text = before + _PLANS + after
    for old, new in (
        ("mean_weeks = 30, sd_weeks = 30", "mean_weeks = 5, sd_weeks = 5"),
        ("stabilisation = 13", "stabilisation = 2"),
        ("accept_share = { low = 0, high = 1 }\n", ""),
        ("levers.accept_share = 0.6\n", ""),
        (_WAITING, ""),
        ("levers.effort = 1.2\n", "levers.effort = 1.2\nlevers.written_share = 1.1\n"),
        ('"clinic_share"]', '"clinic_share", "written_share"]'),
        ("[behaviour.levers]\n", "[behaviour.levers]\nwritten_share = { low = 0.9, high = 1.2 }\n"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


_PLANS = """[tariff]
kind = "basis_service"
basis_rate_dkk_per_day = { Nord = 90, Syd = 120, "Øst" = 60 }
service_hour_dkk = [{ from = 2026-01-05, value = 380 }, { from = 2026-02-05, value = 420 }]
add_shares = { shared = 0.1, documentation = 0.05, organisation = 0.1, absence = 0.1 }
paid_days_away = 3
stop_loss = { above_dkk_per_week = 6_000, refunded_share = 0.7 }
deficit_band = { share = 0.02, trued_up_share = 0.8, every_weeks = 5 }
indexation_share = [{ from = 2026-01-05, value = 0 }, { from = 2026-02-05, value = 0.03 }]
[tariff.renegotiation]
material_share = 0.2
lasting_weeks = 1
status_meeting_weeks = 3
[continuity]
"""

ALL_BY_PLAN = _by_plan()

OFFERS = """
schema = 1
[run]
start = 2026-01-05
weeks = 26
initial = "stationary"
warm_up_weeks = 3
[[team]]
name = "Birk"
inflow_per_week = 1.5
places = 8
basis_cost_dkk_per_year = 1_000_000
[[team]]
name = "Ask"
inflow_per_week = { first_contact = 1, hospital_discharge = 1 }
places = [
  { from = 2026-01-05, value = 6 },
  { from = 2026-02-04, value = 9 },
  { from = 2026-03-20, value = 4 },
]
basis_cost_dkk_per_year = [
  { from = 2026-01-05, value = 500_000 }, { from = 2026-03-20, value = 800_000 }
]
levers = { accept_delay_weeks = 0.5 }
[[team]]
name = "Eg"
inflow_per_week = 0.8
[queue]
given_up_per_week = [{ from = 2026-01-05, value = 0.05 }, { from = 2026-04-01, value = 0.2 }]
[payers]
share = { "Nord Kommune" = 0.4, "Syd Kommune" = 0.6 }
[intake]
development = 0.7
stabilisation = 0.3
[citizen]
start_level = [0, 0.2, 0.4, 0.3, 0.1]
multiplier_sd = 0.3
[[course]]
name = "development"
kind = "development"
stay = { distribution = "gamma", mean_weeks = 4, sd_weeks = 2 }
hours_per_week = { home_care = [0, 8, 14, 22, 34] }
hours_sd = 2
hazards_per_week = { hospital = 0.05, dead = 0.005 }
exits = [
  { to = "stabilisation", probability = 0.5 },
  { to = { level_change = -1 }, probability = 0.2 },
  { to = "self_reliant", probability = 0.3 },
]
[[course]]
name = "stabilisation"
kind = "stabilisation"
stay = { distribution = "exponential", mean_weeks = 5 }
hours_per_week = { home_care = [0, 7, 12, 20, 30] }
hazards_per_week = { hospital = 0.04 }
exits = [{ to = "moved", probability = 0.9 }, { to = { level_change = 1 }, probability = 0.1 }]
[[course]]
name = "hospital"
kind = "hospital"
stay = { distribution = "exponential", mean_weeks = 1 }
exits = [{ to = "resume", probability = 0.9 }, { to = "dead", probability = 0.1 }]
[relapse]
probability = 0.4
after = { distribution = "exponential", mean_weeks = 3 }
to = "development"
[prices]
cost_per_hour_dkk = { home_care = 630 }
[tariff]
kind = "course_rates"
weekly_dkk = { development = 12_000, stabilisation = 11_000, hospital = 0 }
paid_days_away = 14
[behaviour]
given_up_per_week = 0.1
"""

FREE_CHOICE = (
    OFFERS.replace(
        "inflow_per_week = 0.8", "inflow_per_week = 0.8\nlevers = { accept_share = 0.6 }"
    )
    + """
[choice]
at_intake = { Birk = 0.5, Ask = 0.2, Eg = 0.3 }
change_per_week = [{ from = 2026-01-05, value = 0.02 }, { from = 2026-03-01, value = 0.2 }]
[behaviour.levers]
accept_share = { low = 0, high = 1 }
[acceptance]
declined_to = "team"
price_dkk = 9000
[tariff.yardstick]
of = ["Birk", "Ask"]
settled_every_weeks = 10
like_citizens = true
"""
)


def _conduct():
    """`OFFERS` with teams that send citizens on, discharge them early, close and merge."""
    text = OFFERS
    for old, new in (
        ("places = 8\n", 'places = 8\nreserve_dkk = 60_000\nwhen_spent = "stop"\n'),
        (
            "levers = { accept_delay_weeks = 0.5 }\n",
            "levers = { accept_delay_weeks = 0.5, accept_share = 0.3 }\n",
        ),
        (
            "inflow_per_week = 0.8\n",
            "inflow_per_week = 0.8\nplaces = 14\n" + _SPENT_MERGES,
        ),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text + _CONDUCT


_SPENT_MERGES = """levers = { discharge_share = 0.6, accept_share = 0.2 }
reserve_dkk = 40_000
when_spent = "merge"
merges_with = "Ask"
"""
_CONDUCT = """[behaviour.levers]
accept_share = { low = 0, high = 1 }
discharge_share = { low = 0, high = 1 }
[behaviour.unmet_raises]
admissions = 0
relapses = 2
[acceptance]
declined_to = "team"
team = "Eg"
price_dkk = [{ from = 2026-01-05, value = 20_000 }, { from = 2026-03-20, value = 30_000 }]
[early_discharge]
after_weeks = 1
found_share = [{ from = 2026-01-05, value = 0.2 }, { from = 2026-03-20, value = 0.4 }]
penalty_dkk = 4_000
"""

CONDUCT = _conduct()
CHOSEN_AND_MERGED = (
    CONDUCT.replace('declined_to = "team"\nteam = "Eg"', 'declined_to = "team"')
    + """
[choice]
at_intake = { Birk = 0.5, Ask = 0.2, Eg = 0.3 }
change_per_week = 0.15
"""
)
"""Teams that citizens choose, one of which merges with one that is often full."""


def _by_minutes():
    """`EVERYTHING` with three courses by minutes a week, one of which nobody is in by intake."""
    text = EVERYTHING
    for old, new in (
        ("home_care = [1, 2, 3, 5, 8], nursing = 0.5 }", _BRACKETED),
        ('{ to = "moved", probability = 0.2 }', '{ to = "much", probability = 0.2 }'),
        ("stabilisation = 800\n", ""),
        ("reopen_within_weeks = 3\n", "reopen_within_weeks = 3\npaid_days_away = 5\n"),
        ("hospital = 0\n", "hospital = 0\nlittle = 400\nmuch = [4000, 4100, 4200, 4300, 4400]\n"),
        ('name = "Syd"\n', 'name = "Syd"\nlevers.written_share = 1.3\n'),
        ('name = "Vest"\n', 'name = "Vest"\nlevers.written_share = 0.8\n'),
        ("[relapse]\n", _LITTLE_AND_MUCH + "[relapse]\n"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text + _GRADED


_GRADED = """[brackets]
assessed_by = "team"
every_weeks = 3
[practical_help]
share = [0.1, 0.2, 0.3, 0.4, 0.5]
cost_per_hour_dkk = 300
"""
_BRACKETED = """home_care = [1, 1.5, 2, 2.5, 3], nursing = 0.5 }
bracket = { from_minutes = [
  { from = 2026-01-05, value = 80 }, { from = 2026-01-28, value = 85 },
], below_minutes = 240, paid_minutes = 150 }"""

_LITTLE_AND_MUCH = """[[course]]
name = "little"
kind = "stabilisation"
stay = { distribution = "fixed", mean_weeks = 2 }
hours_per_week = { home_care = 0.5 }
bracket = { from_minutes = 0, below_minutes = 80 }
exits = [ { to = "stabilisation", probability = 1 } ]
[[course]]
name = "much"
kind = "stabilisation"
stay = { distribution = "fixed", mean_weeks = 2 }
hours_per_week = { home_care = 6 }
bracket = { from_minutes = 240 }
exits = [ { to = "little", probability = 1 } ]
[continuity]
visit_minutes = 25
staff = 12
"""

BY_MINUTES = _by_minutes()
_DATED_PLACES = """places = [
  { from = 2026-01-05, value = 20 },
  { from = 2026-01-15, value = 12 },
  { from = 2026-02-05, value = 30 },
]
"""

CHOSEN_BY_MINUTES = (
    BY_MINUTES.replace('name = "Vest"\n', 'name = "Vest"\n' + _DATED_PLACES)
    + """
[choice]
at_intake = { Nord = 0.4, Syd = 0.3, Vest = 0.3 }
change_per_week = 0.15
[tariff.yardstick]
of = ["Nord", "Syd"]
settled_every_weeks = 3
"""
)
"""Minutes, choice, a yardstick and dated places together."""


def scenario_of(text, name="scenario"):
    """Checked scenario of a TOML text."""
    return restored_scenario(tomllib.loads(text), f"{name}.toml")


@lru_cache(maxsize=16)
def parameters_of_text(text, rules=STANDARD_RULES):
    """Arrays of a TOML text, with those present on the first day."""
    return started(scenario_of(text), rules)


def logged(parameters, rules=STANDARD_RULES, *, seed=1, replication=0):
    """Event log of one replication."""
    engine = SimpyEngine(parameters, rules, seed=seed, replication=replication, keep_log=True)
    engine.run()
    return engine.log
