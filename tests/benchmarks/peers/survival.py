"""Fits of stays by lifelines and surpyval: stays as JSON on stdin, estimates as JSON on stdout.

Laws of lifelines are fitted to intervals with delayed entry (`fit_interval_censoring`), the gamma
by surpyval to intervals with left truncation; the share that goes on by lifelines' Kaplan-Meier.
"""

import json
import sys
import warnings

import numpy as np

warnings.simplefilter("ignore")

LAWS = {
    "Weibull": ("lambda_", "rho_"),
    "LogNormal": ("mu_", "sigma_"),
    "Exponential": ("lambda_",),
}


def by_lifelines(entry, low, high):
    import lifelines

    found = {}
    for name, numbers in LAWS.items():
        fitter = getattr(lifelines, f"{name}Fitter")()
        fitter.fit_interval_censoring(np.maximum(low, 1e-6), high, entry=entry)
        found[name.lower()] = {k: float(getattr(fitter, k)) for k in numbers}
        found[name.lower()]["log_likelihood"] = float(fitter.log_likelihood_)
    return found


def by_surpyval(entry, low, high):
    import surpyval

    is_over = np.isfinite(high)
    x = [[a, b] if over else a for a, b, over in zip(low, high, is_over, strict=True)]
    c = np.where(is_over, 2, 1)
    fitted = surpyval.Gamma.fit(x=x, c=c, tl=entry)
    return {"gamma": dict(zip(("shape", "rate"), map(float, fitted.params), strict=True))}


def curve(entry, until, over):
    from lifelines import KaplanMeierFitter

    of = KaplanMeierFitter().fit(until, over, entry=entry).survival_function_
    return {str(int(day)): float(of.loc[:day].iloc[-1, 0]) for day in (14, 28, 56, 112)}


def main():
    given = {key: np.array(of, dtype=float) for key, of in json.load(sys.stdin).items()}
    entry, low, high = (given[key] for key in ("entry", "low", "high"))
    found = {**by_lifelines(entry, low, high), **by_surpyval(entry, low, high)}
    found["curve"] = curve(given["from"], given["until"], given["over"] > 0)
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
