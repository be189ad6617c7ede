"""Sobol' indices by SALib and values of information by heormodel, read and told as JSON.

`drawn` lets SALib draw its own points and ask its own formula (or a product of lognormal parts);
`analysed` are values of a figure at points of ours, in SALib's order. `worth` are benefits at
samples of parameters, and which of these are known; heormodel's other settings are its defaults.
"""

import json
import sys
import warnings

import numpy as np
import pandas as pd
from heormodel.models import Outcomes
from heormodel.voi import evpi, evppi, evsi_regression
from SALib.analyze import sobol as analysis
from SALib.sample import sobol as sampling
from SALib.test_functions import Ishigami


def problem(columns, **more):
    """Parameters as SALib names them."""
    names = [f"x{n}" for n in range(columns)]
    return {"num_vars": columns, "names": names, "bounds": [[0, 1]] * columns, **more}


FORMULAS = {
    "Ishigami": (problem(3, bounds=[[-np.pi, np.pi]] * 3), Ishigami.evaluate),
    "product": (
        problem(
            2,
            bounds=[[0, np.sqrt(np.log1p(part**2))] for part in (0.2, 0.4)],
            dists=["lognorm"] * 2,
        ),
        lambda drawn: drawn.prod(axis=1),
    ),
    "twin": (  # citizens a week, DKK and hours of a citizen's week; 52 weeks, stays of 10 weeks
        problem(3, bounds=[[1, 3], [1900, 2300], [3.6, 4.4]]),
        lambda drawn: 52 * 10 * drawn[:, 0] * (drawn[:, 1] - 500 * drawn[:, 2]),
    ),
}


def told(columns, values, seed):
    """First and total indices, each with half the width of its 95 % interval."""
    found = analysis.analyze(
        problem(columns), np.array(values), calc_second_order=False, num_resamples=500, seed=seed
    )
    return {name: found[name].tolist() for name in ("S1", "S1_conf", "ST", "ST_conf")}


def drawn(name, points, seed):
    """SALib's points and analysis."""
    of, formula = FORMULAS[name]
    at = sampling.sample(of, points, calc_second_order=False, seed=seed)
    return told(of["num_vars"], formula(at), seed)


def worth(asked):
    """Value of knowing all, of each known set, and of new records of the first parameter."""
    draws = pd.DataFrame(asked["drawn"]).rename(columns=lambda n: f"x{n}")
    draws.index.name = "iteration"
    benefits = pd.DataFrame(asked["benefits"], columns=["one", "other"], index=draws.index)
    outcomes = Outcomes.from_wide(benefits * 0.0, benefits)
    records = pd.DataFrame({"mean": asked["records"]}, index=draws.index)
    return [
        evpi(outcomes, 1.0),
        *(evppi(outcomes, draws, [f"x{n}" for n in known], 1.0) for known in asked["known"]),
        evsi_regression(outcomes, records, 1.0),
    ]


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    wanted = json.load(sys.stdin)
    said = {
        "drawn": [drawn(*one) for one in wanted["drawn"]],
        "analysed": [told(*one) for one in wanted["analysed"]],
        "worth": [worth(one) for one in wanted["worth"]],
    }
    sys.stdout.write(json.dumps(said))
