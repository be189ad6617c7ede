"""A nursing home with one free place, for which two citizens ask on the same day.

Both come on day 0, Anna at level 0 and Bo at level 4, and ask on day 3, in this order of events.
"""

from by_hand import coming

TWO_ASK_FOR_ONE_PLACE = f"""
schema = 1
[run]
start = 2026-01-05
weeks = 3
initial = "empty"
[citizen.start_level]
first_contact = [1, 0, 0, 0, 0]
hospital_discharge = [0, 0, 0, 0, 1]
temporary_place = [1, 0, 0, 0, 0]
[[team]]
name = "Nord"
inflow_per_week = {{ first_contact = {coming(0)}, hospital_discharge = {coming(0)} }}
[intake]
home = 1
[[course]]
name = "home"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = {3 / 7} }}
exits = [{{ to = "nursing_home", probability = 1 }}]
[[course]]
name = "waiting"
kind = "waiting"
stay = {{ distribution = "fixed", mean_weeks = 1 }}
exits = [{{ to = "nursing_home", probability = 1 }}]
[nursing_home]
places = 1
occupied = 0
mean_stay_weeks = 50
[tariff]
kind = "course_rates"
weekly_dkk = {{ home = 0, waiting = 0 }}
"""
ANNA_LEVEL, BO_LEVEL = 0, 4
