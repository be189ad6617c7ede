"""Relapse and everyday rehabilitation once more, from `docs/model.md` alone, with NumPy.

Nothing of `sim` is used; each function takes the numbers of a scenario as TOML gives them. Citizens
who come on one day are drawn together.
"""

import numpy as np
from independent_town import WEEK, Town


def _whole(days):
    """Whole days of many lengths: the nearest number, halves up, at least one."""
    return np.maximum(1, np.floor(days + 0.5)).astype(int)


def _stays(town, number):
    """Whole days of so many stays in the first course."""
    law = town.of["course"][0]["stay"]
    shape = (law["mean_weeks"] / law["sd_weeks"]) ** 2
    return _whole(town.rng.gamma(shape, WEEK * law["mean_weeks"] / shape, number))


def _needed_minutes(town, spells, monday, mean_hours):
    """Minutes needed in a week by spells (first day, day of leaving), in parts of a week."""
    begin, end = spells
    days = np.minimum(end, monday + WEEK) - np.maximum(begin, monday)
    here = days > 0
    hours = np.broadcast_to(mean_hours, days.shape)[here]
    spread = np.sqrt(np.log1p((town.of["course"][0]["hours_sd"] / hours) ** 2))
    factor = np.exp(spread * town.rng.normal(size=len(hours)) - spread**2 / 2)
    return int(np.floor(hours * factor * 60 * days[here] / WEEK + 0.5).sum())


def relapse(numbers, seed):
    """Who leave self-reliant and who come back, as a team's unmet need raises it."""
    town, terms = Town(numbers, seed), numbers["staff"]
    helper, back = terms["professions"]["helper"], numbers["relapse"]
    capacity = 60 * 37 * terms["full_time_equivalents"]["helper"]
    capacity *= (1 - helper["absence_share"]) * helper["user_facing_share"]
    course = numbers["course"][0]
    self_reliant = course["exits"][0]["probability"]
    returns, leaving = np.zeros(town.days, int), np.zeros(town.days, int)
    spells, share = np.zeros((2, 0), int), 0.0
    out = {"self_reliant": 0, "relapses": 0, "unmet": 0}
    for day in range(town.days):
        well = town.rng.binomial(leaving[day], self_reliant)
        out["self_reliant"] += well
        chance = back["probability"] * (1 + terms["unmet_raises"]["relapses"] * share)
        ill = town.rng.binomial(well, min(1.0, chance))
        delay = _whole(town.rng.exponential(WEEK * back["after"]["mean_weeks"], ill))
        np.add.at(returns, day + delay[day + delay < town.days], 1)
        out["relapses"] += returns[day]
        end = day + _stays(town, town.arrivals() + returns[day])
        np.add.at(leaving, end[end < town.days], 1)
        spells = np.hstack([spells, [np.full(len(end), day), end]])
        if day % WEEK == WEEK - 1:
            need = _needed_minutes(town, spells, day - 6, course["hours_per_week"]["home_care"])
            short = int(max(0.0, need - capacity) + 0.5)
            unmet = short - int(terms["temporary_share"] * short + 0.5)
            out["unmet"] += unmet
            share = unmet / need if need else 0.0
            spells = spells[:, spells[1] > day + 1]
    return out | {"arrived": town.arrived}


def rehabilitation(numbers, seed):
    """Stays that end at another level or are held by everyday rehabilitation; minutes needed."""
    town, course = Town(numbers, seed), numbers["course"][0]
    given = course["everyday_rehabilitation"]
    hours = np.array(given["hours_per_week"])
    averted = given["max_share"] * (1 - np.exp(-hours / given["tau_hours"]))
    worse, better = (np.array(way["probability"]) for way in course["exits"][:2])
    begin = np.repeat(np.arange(town.days), [town.arrivals() for _ in range(town.days)])
    level = town.rng.choice(5, len(begin), p=numbers["citizen"]["start_level"])
    out, spells = {"held": 0, "worse": 0, "better": 0}, []
    while len(begin):
        end = begin + _stays(town, len(begin))
        spells.append((begin, end, level))
        begin, level = end[end < town.days], level[end < town.days]
        u, v = town.rng.random((2, len(begin)))
        declines = u < worse[level]
        held = declines & (v < averted[level])
        improves = ~declines & (u < worse[level] + better[level])
        out["held"] += held.sum()
        out["worse"] += (declines & ~held).sum()
        out["better"] += improves.sum()
        level = level + (declines & ~held) - improves
        stays = declines | improves
        begin, level = begin[stays], level[stays]
    begin, end, level = (np.concatenate(part) for part in zip(*spells, strict=True))
    mean = (np.array(course["hours_per_week"]["home_care"]) + hours)[level]
    mondays = range(0, town.days, WEEK)
    minutes = sum(_needed_minutes(town, (begin, end), monday, mean) for monday in mondays)
    return out | {"minutes": minutes, "arrived": town.arrived}
