"""Fits of stays by surpyval, and their curve by lifelines: stays as JSON in, estimates as JSON out.

Laws are fitted to intervals with left truncation; lifelines' fits of intervals with delayed entry
often end without convergence on such stays. The share that goes on is lifelines' Kaplan-Meier.
"""

import json
import sys
import warnings

import numpy as np

warnings.simplefilter("ignore")

LAWS = {
    "Weibull": ("scale", "shape"),
    "LogNormal": ("mu", "sigma"),
    "Exponential": ("rate",),
    "Gamma": ("shape", "rate"),
}


def by_surpyval(entry, low, high):
    import surpyval

    is_over = np.isfinite(high)
    x = [[a, b] if over else a for a, b, over in zip(low, high, is_over, strict=True)]
    c = np.where(is_over, 2, 1)
    found = {}
    for name, numbers in LAWS.items():
        fitted = getattr(surpyval, name).fit(x=x, c=c, tl=entry)
        found[name.lower()] = dict(zip(numbers, map(float, fitted.params), strict=True))
    return found


def curve(entry, until, over):
    from lifelines import KaplanMeierFitter

    of = KaplanMeierFitter().fit(until, over, entry=entry).survival_function_
    return {str(int(day)): float(of.loc[:day].iloc[-1, 0]) for day in (14, 28, 56, 112)}


def main():
    given = {key: np.array(of, dtype=float) for key, of in json.load(sys.stdin).items()}
    entry, low, high = (given[key] for key in ("entry", "low", "high"))
    found = by_surpyval(entry, low, high)
    found["curve"] = curve(given["from"], given["until"], given["over"] > 0)
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
