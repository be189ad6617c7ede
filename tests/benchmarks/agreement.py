"""Whether peers do the same work: what each comes to, beside the closed form of the network."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "peers"))

import tomllib

from contest import Ring, Score
from network import NETWORK, OUT, Totals, census, expected
from own_engines import SCENARIOS
from timing import Job

TOLERANCE = 0.10
SCALE = 10
"""Citizens by which it is judged; chance is a few percent there."""

CITIZENS = sum(census(NETWORK))


def shares(score: Score | None, job: Job) -> Totals | None:
    """Citizen-weeks, cost and revenue as shares of what the closed form says; mean of the runs."""
    if score is None or not score.answers:
        return None
    runs = list(score.answers.values())
    due = expected(NETWORK, job.weeks, job.scale)
    means = [sum(getattr(run, name) for run in runs) / len(runs) for name in Totals._fields]
    return Totals._make(mean / each for mean, each in zip(means, due, strict=True))


def refuse_other_work(ring: Ring, weeks: int, floor: str) -> None:
    """Leave out whoever is off by more than a tenth; the draws alone have no money."""
    job = Job(SCALE, weeks)
    for name, score in ring.contest(job, rounds=1).items():
        found = shares(score, job)
        if found is None:
            continue
        judged = {"citizen_weeks": found.citizen_weeks} if name == floor else found._asdict()
        off = [
            f"{what} {share:.2f}" for what, share in judged.items() if abs(share - 1) > TOLERANCE
        ]
        if off:
            ring.leave_out(name, f"refused: {', '.join(off)} of the closed form")


def check_numbers(file: str) -> None:
    """Compare the peers' network with the scenario, so that neither can change alone."""
    scenario = tomllib.loads((SCENARIOS / file).read_text(encoding="utf-8"))
    inflow = sum(team["inflow_per_week"]["value"] for team in scenario["team"])
    assert inflow == NETWORK.arrivals_per_week
    assert scenario["citizen"]["multiplier_sd"]["value"] == NETWORK.multiplier_sd
    names = [course["name"] for course in scenario["course"]]
    for ours, theirs in zip(scenario["course"], NETWORK.courses, strict=True):
        _check_course(ours, theirs, names)
        assert scenario["tariff"]["weekly_dkk"][theirs.name]["value"] == theirs.rate
    prices = {p["value"] for p in scenario["prices"]["cost_per_hour_dkk"].values()}
    assert prices == {NETWORK.price}


def _check_course(ours: dict, theirs, names: list[str]) -> None:
    assert ours["name"] == theirs.name
    hours = sum(service["value"] for service in ours["hours_per_week"].values())
    assert abs(hours - theirs.hours) < 1e-9
    assert ours["hours_sd"]["value"] == theirs.hours_sd
    assert ours["stay"]["distribution"] == theirs.stay.family
    assert abs(ours["stay"]["mean_weeks"]["value"] - theirs.stay.mean_weeks) < 1e-9
    exits: dict[int, float] = {}
    for leaving in ours["exits"]:
        place = names.index(leaving["to"]) if leaving["to"] in names else OUT
        exits[place] = exits.get(place, 0.0) + leaving["probability"]["value"]
    assert {p: round(share, 9) for p, share in exits.items()} == dict(theirs.exits)
