"""The congested parts once more, from `docs/model.md` alone: plain loops over days with NumPy.

Nothing of `sim` is used; each function takes the numbers of a scenario as TOML gives them. One
team, one level, one course of care, so that each part stands alone. A day goes: who leaves,
what falls free and who gets it, who comes, the need of the week, the clinic, the week's end.
"""

from math import floor

import numpy as np

WEEK = 7


def whole(days):
    """Days of a stay: the nearest whole number, halves up, at least one."""
    return max(1, floor(days + 0.5))


class Town:
    """One run: its chance, its numbers, and what every part asks."""

    def __init__(self, numbers, seed):
        self.of = numbers
        self.rng = np.random.default_rng(seed)
        self.days = WEEK * numbers["run"]["weeks"]
        self.arrived = 0
        self.courses = {course["name"]: course for course in numbers["course"]}

    def stay(self, course):
        """Length of a stay [days], not rounded: gamma by mean and sd."""
        law = self.courses[course]["stay"]
        shape = (law["mean_weeks"] / law["sd_weeks"]) ** 2
        return self.rng.gamma(shape, WEEK * law["mean_weeks"] / shape)

    def struck(self, course):
        """Time until the first hazard [days], and which it is."""
        hazards = self.courses[course].get("hazards_per_week", {})
        total = sum(hazards.values())
        if not total:
            return np.inf, None
        return self.rng.exponential(WEEK / total), self.one_of(hazards.items(), total)

    def exit(self, course):
        return self.one_of((way.values() for way in self.courses[course]["exits"]), 1.0)

    def one_of(self, ways, total):
        """One of some names, in proportion to their weights."""
        left = total * self.rng.random()
        for to, weight in ways:
            left -= weight
            if left < 0:
                return to
        return to

    def spell(self, course):
        """Whole days of a spell and where it leads."""
        stay, (hazard, to) = self.stay(course), self.struck(course)
        return whole(min(stay, hazard)), to if hazard < stay else self.exit(course)

    def arrivals(self):
        """How many come today; all who came so far are counted."""
        today = self.rng.poisson(self.of["team"][0]["inflow_per_week"] / WEEK)
        self.arrived += today
        return today


def nursing_home(numbers, seed):  # noqa: C901 - a day of a town, from top to bottom
    """Who reach the longest wait, who get a place after a wait and how long that was, who die."""
    town, home = Town(numbers, seed), numbers["nursing_home"]
    ends = [[] for _ in range(town.days + 1)]
    waits_end = [[] for _ in range(town.days + 1)]
    leave = np.zeros(town.days + 1, int)
    line, taken, name = {}, 0, 0
    out = {"longest": 0, "placed": 0, "waited_days": 0, "died": 0, "granted": 0}

    def moves_in(day):
        end = day + whole(town.rng.exponential(WEEK * home["mean_stay_weeks"]))
        if end <= town.days:
            leave[end] += 1

    for _ in range(home["places"]):
        taken += 1
        moves_in(0)
    for day in range(town.days):
        taken -= leave[day]
        for who, how in waits_end[day]:
            if line.pop(who, None) is not None:
                out["died" if how == "dead" else "longest"] += 1
        asking = {}
        for _ in range(ends[day].count("nursing_home")):
            name, out["granted"] = name + 1, out["granted"] + 1
            asking[name] = day + town.rng.random()
        in_line = sorted({**line, **asking}.items(), key=lambda one: one[1])
        for who, since in in_line[: max(0, home["places"] - taken)]:
            taken += 1
            moves_in(day)
            if who in line:
                del line[who]
                out["placed"] += 1
                out["waited_days"] += day - floor(since)
            else:
                del asking[who]
        for who, since in asking.items():
            line[who] = since
            length, how = town.spell("waiting")
            if day + length <= town.days:
                waits_end[day + length].append((who, how))
        for _ in range(town.arrivals()):
            length, to = town.spell("home")
            if day + length <= town.days:
                ends[day + length].append(to)
    return out | {"arrived": town.arrived}


def clinic(numbers, seed):
    """Nursing contacts: needed, at the clinic, at home, lapsed; days waited; waiting at the end."""
    town, rules = Town(numbers, seed), numbers["clinic"]
    per_week = numbers["course"][0]["hours_per_week"]["nursing"] * 60
    per_week /= numbers["nursing"]["contact_minutes"]
    out = {"needed": 0, "clinic": 0, "home": 0, "lapsed": 0, "waited_days": 0, "waiting": 0}
    leaves, reaches, due, queue = {}, {}, {}, []
    for day in range(town.days):
        for who in [who for who, end in leaves.items() if end == day]:
            del leaves[who]
            out["lapsed"] += sum(one == who for _, one in queue)
            queue = [(since, one) for since, one in queue if one != who]
            due = {key: n for key, n in due.items() if key[1] != who}
        here = set(leaves)
        for _ in range(town.arrivals()):
            who = len(reaches)
            reaches[who] = town.rng.random() < rules["reachable"]
            leaves[who] = day + town.spell("home")[0]
            due = _contacts(town, due, (day, who), per_week)
        if day % WEEK == 0:
            for who in here:
                due = _contacts(town, due, (day, who), per_week)
        booked = []
        for (on, who), contacts in list(due.items()):
            if on != day:
                continue
            del due[on, who]
            out["needed"] += contacts
            at_clinic = town.rng.binomial(contacts, rules["share"]) if reaches[who] else 0
            booked += [(day + town.rng.random(), who)] * at_clinic
            out["home"] += contacts - at_clinic
        queue = sorted(queue + booked)
        slots = rules["slots_per_day"] if day % WEEK < 5 else 0
        for since, _ in queue[:slots]:
            out["clinic"] += 1
            out["waited_days"] += day - floor(since)
        queue = queue[slots:]
        late = sum(day - floor(since) >= rules["longest_wait_days"] for since, _ in queue)
        out["home"] += late
        queue = queue[late:]
    out["waiting"] = len(queue)
    return out | {"arrived": town.arrived}


def _contacts(town, due, came, per_week):
    """The contacts of the rest of a week, each on a day of its own."""
    day, who = came
    left = WEEK - day % WEEK
    for _ in range(town.rng.poisson(per_week * left / WEEK)):
        on = day + int(town.rng.integers(left)), who
        due[on] = due.get(on, 0) + 1
    return due


def offers(numbers, seed):
    """Who is admitted to a team's places, days waited by them, who gives up, days in line."""
    town, places = Town(numbers, seed), numbers["team"][0]["places"]
    gives_up = numbers["queue"]["given_up_per_week"] / WEEK
    out = {"admitted": 0, "waited_days": 0, "gave_up": 0, "queue_days": 0}
    ends, line, taken = np.zeros(town.days + 1, int), [], 0
    for day in range(town.days):
        taken -= ends[day]
        out["gave_up"] += sum(end == day for _, end in line)
        line = [(since, end) for since, end in line if end != day]
        for _ in range(town.arrivals()):
            line.append((day, day + whole(town.rng.exponential(1 / gives_up))))
        free = max(0, places - taken)
        for since, _ in line[:free]:
            taken += 1
            out["admitted"] += 1
            out["waited_days"] += day - since
            end = day + town.spell("home")[0]
            if end <= town.days:
                ends[end] += 1
        line = line[free:]
        out["queue_days"] += len(line)
    return out | {"arrived": town.arrived}


def staff(numbers, seed):  # noqa: C901 - a day of a town, from top to bottom
    """Minutes delivered and unmet by a team's staff, and admissions to hospital, as unmet need
    raises them from the week that follows."""
    town, terms = Town(numbers, seed), numbers["staff"]
    helper = terms["professions"]["helper"]
    capacity = 60 * 37 * terms["full_time_equivalents"]["helper"]
    capacity *= (1 - helper["absence_share"]) * helper["user_facing_share"]
    mean = numbers["course"][0]["hours_per_week"]["home_care"]
    spread = np.log1p((numbers["course"][0]["hours_sd"] / mean) ** 2) ** 0.5
    admits = numbers["course"][0]["hazards_per_week"]["hospital"] / WEEK
    out = {"delivered": 0, "unmet": 0, "admissions": 0}
    at_home, away, parts, share = {}, {}, [], 0.0

    def begins(who, stay, day):
        """A spell: its end in days that are not rounded, then rounded, and what ends it."""
        hazard, to = town.struck("home")
        at_home[who] = [day + stay, day + whole(min(stay, hazard)), hazard < stay and to]
        assessed(who, day)

    def assessed(who, day):
        factor = np.exp(spread * town.rng.normal() - spread**2 / 2)
        parts.append([who, day, mean * factor])
        more = admits * terms["unmet_raises"]["admissions"] * share
        strikes = town.rng.exponential(1 / more) if more else np.inf
        over, end, to = at_home[who]
        first = strikes + day < over if not to else day + whole(min(strikes, 99)) < end
        if strikes < WEEK - day % WEEK and first:
            at_home[who][1:] = [min(end, day + whole(strikes)), "hospital"]

    names = 0
    for day in range(town.days):
        for who in [who for who, (_, end, _) in at_home.items() if end == day]:
            over, _, to = at_home.pop(who)
            for part in parts:
                if part[0] == who and len(part) == 3:
                    part.append(day)
            if to == "hospital":
                out["admissions"] += 1
                away[who] = max(0.0, over - day), day + town.spell("hospital")[0]
        for who in [who for who, (_, back) in away.items() if back == day]:
            begins(who, away.pop(who)[0], day)
        for _ in range(town.arrivals()):
            names += 1
            begins(names, town.stay("home"), day)
        if day % WEEK == 0:
            for who in [w for w in at_home if w not in {p[0] for p in parts if len(p) == 3}]:
                assessed(who, day)
        if day % WEEK == WEEK - 1:
            days = [([*part, day + 1][3] - part[1], part[2]) for part in parts]
            need = sum(floor(hours * 60 * n / WEEK + 0.5) for n, hours in days)
            short = floor(max(0.0, need - capacity) + 0.5)
            unmet = short - floor(terms["temporary_share"] * short + 0.5)
            out["delivered"] += need - unmet
            out["unmet"] += unmet
            share = unmet / need if need else 0.0
            parts = []
    return out | {"arrived": town.arrived}
