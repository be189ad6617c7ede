"""A sweep over the rate of development, as each peer's own way of running many has it.

    python sweeping.py WAY SETTINGS REPLICATIONS WEEKS

One process, so that ways are compared and not cores. It prints CPU seconds, and the revenue of
every setting over all replications.
"""

import json
import resource
import sys
from collections.abc import Callable

import numpy as np
from network import NETWORK, Network

Sweep = Callable[[list[float], int, int], list[float]]
"""Takes rates, replications and weeks; gives revenue by rate [DKK]."""


def priced(rate: float) -> Network:
    """The network with another rate of development."""
    first, *others = NETWORK.courses
    return NETWORK._replace(courses=(first._replace(rate=rate), *others))


def mesa_batch_run(rates: list[float], replications: int, weeks: int) -> list[float]:
    """Mesa's `batch_run` over rates and seeds."""
    import mesa
    from mesa_agents import Care

    class Priced(Care):
        """Citizens under one rate, their revenue collected."""

        def __init__(self, rate: float, seed: int) -> None:
            super().__init__(priced(rate), 1.0, seed)
            self.datacollector = mesa.DataCollector({"sum": "revenue"})

        def step(self) -> None:
            super().step()
            self.datacollector.collect(self)

    rows = mesa.batch_run(
        Priced,
        {"rate": rates, "seed": list(range(replications))},
        number_processes=1,
        max_steps=weeks,
        display_progress=False,
    )
    return [sum(row["sum"] for row in rows if row["rate"] == rate) for rate in rates]


def simpy_joblib(rates: list[float], replications: int, weeks: int) -> list[float]:
    """SimPy, a NumPy step a week, under joblib."""
    from joblib import Parallel, delayed
    from simpy_numpy import run

    every = [(rate, seed) for rate in rates for seed in range(replications)]
    found = Parallel(n_jobs=1)(delayed(run)(priced(rate), weeks, 1.0, seed) for rate, seed in every)
    rows = list(zip(every, found, strict=True))
    return [sum(run.revenue for (of, _), run in rows if of == rate) for rate in rates]


def starsim_multisim(rates: list[float], replications: int, weeks: int) -> list[float]:
    """starsim's `MultiSim`, with its keyed draws."""
    import starsim
    from starsim_keyed import Care

    def one(rate: float, seed: int) -> starsim.Sim:
        care = Care(priced(rate), 1.0)
        return starsim.Sim(
            modules=care,
            n_agents=sum(care.there),
            dt=starsim.week,
            dur=starsim.weeks(weeks - 1),  # the last step is counted in
            rand_seed=seed,
            people_results=False,
            copy_inputs=False,
        )

    sims = [one(rate, seed) for rate in rates for seed in range(replications)]
    multi = starsim.MultiSim(sims)
    multi.run(parallel=False)
    of = [next(one for one in sim.modules if isinstance(one, Care)) for sim in multi.sims]
    sums = [care.revenue for care in of]
    return [sum(sums[at : at + replications]) for at in range(0, len(sums), replications)]


def cimba_experiment(rates: list[float], replications: int, weeks: int) -> list[float]:
    """cimba's `Experiment` over a swept parameter, with common seeds."""
    import cimba
    from cimba_citizens import Care

    care = Care()
    care.rate = cimba.sweep(rates)
    window = cimba.Window(duration=float(weeks))
    done = cimba.Experiment(care, replications=replications, window=window, seed=2)
    sums = done.run(workers=1)[care].revenue
    return [float(each) for each in np.asarray(sums).reshape(len(rates), -1).sum(axis=1)]


WAYS: dict[str, Sweep] = {
    "Mesa batch_run": mesa_batch_run,
    "SimPy + joblib": simpy_joblib,
    "starsim MultiSim": starsim_multisim,
    "cimba Experiment": cimba_experiment,
}


def main() -> None:
    """Run one way twice, the first time a single setting, which is not timed."""
    way, settings, replications, weeks = sys.argv[1], *map(int, sys.argv[2:])
    sweep = WAYS[way]
    sweep([2_700.0], 1, 4)
    began = resource.getrusage(resource.RUSAGE_SELF)
    sums = sweep([2_500.0 + n for n in range(settings)], replications, weeks)
    ended = resource.getrusage(resource.RUSAGE_SELF)
    used = ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime
    print(json.dumps({"seconds": used, "revenue": sums}))


if __name__ == "__main__":
    main()
