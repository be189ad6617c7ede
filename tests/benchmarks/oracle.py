"""Fits of stays beside lifelines and surpyval, on the same stays with delayed entry and censoring.

    python tests/benchmarks/oracle.py [STAYS]

The peers sit in an environment of their own, made once (`peers/survival_requirements.txt`). Stays
are gamma of mean 56 and sd 28 days, 40 % of them first seen late, followed for 90 days, in whole
days.
"""

import json
import math
import subprocess
import sys
from pathlib import Path

import numpy as np

from sim.calibration.fits.competing import incidence
from sim.calibration.fits.likelihood import fit, gathered_lengths

PEERS = Path(__file__).parent / "peers"


def stays(count, seed=5):
    """Entry, low and high of each stay, and the days from and until which it was seen."""
    luck = np.random.default_rng(seed)
    made = luck.gamma(4, 14, count)
    entry = np.where(luck.random(count) < 0.4, np.floor(luck.uniform(0, 80, count)), 0.0)
    until = entry + 90
    seen = made > entry + 0.5 * (entry > 0)
    made, entry, until = made[seen], entry[seen], until[seen]
    days = np.maximum(1, np.floor(made + 0.5))
    over = days < until
    begins = entry + 0.5 * (entry > 0)
    low = np.maximum(np.where(over, days - 0.5, until - 0.5), begins)
    high = np.where(over, days + 0.5, np.inf)
    return {
        "entry": begins,
        "low": low,
        "high": high,
        "from": entry,
        "until": np.where(over, np.maximum(days, entry + 1), until),
        "over": over.astype(float),
    }


def means(peers):
    """Mean and sd [days] of each law that the peers fitted."""
    w, n, e, g = (peers[name] for name in ("weibull", "lognormal", "exponential", "gamma"))
    first = math.gamma(1 + 1 / w["shape"])
    second = math.gamma(1 + 2 / w["shape"])
    middle = math.exp(n["mu"] + n["sigma"] ** 2 / 2)
    return {
        "weibull": (w["scale"] * first, w["scale"] * math.sqrt(second - first**2)),
        "lognormal": (middle, middle * math.sqrt(math.expm1(n["sigma"] ** 2))),
        "exponential": (1 / e["rate"], 1 / e["rate"]),
        "gamma": (g["shape"] / g["rate"], math.sqrt(g["shape"]) / g["rate"]),
    }


def asked(given):
    """What the peers say."""
    from peer_environment import peer_environment

    python = peer_environment(
        lambda said: print(said, file=sys.stderr), PEERS / "survival_requirements.txt"
    ).python
    sent = json.dumps({key: of.tolist() for key, of in given.items()})
    line = [str(python), str(PEERS / "survival.py")]
    done = subprocess.run(line, input=sent, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def main(count=2_000):
    given = stays(count)
    peers = asked(given)
    seen = gathered_lengths(given["entry"], given["low"], given["high"])
    print("| law | mean, ours | theirs | sd, ours | theirs |\n| --- | --- | --- | --- | --- |")
    for law, (mean, sd) in means(peers).items():
        own = fit(seen, law)
        print(f"| {law} | {own.mean:.3f} | {mean:.3f} | {own.mean * own.cv:.3f} | {sd:.3f} |")
    ends = np.where(given["over"] > 0, "left", "")
    own = incidence(given["from"].astype(int), given["until"].astype(int), ends)
    print("\n| day | goes on, ours | lifelines |\n| --- | --- | --- |")
    for day, theirs in peers["curve"].items():
        print(f"| {day} | {1 - sum(own.at(int(day)).values()):.4f} | {theirs:.4f} |")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
