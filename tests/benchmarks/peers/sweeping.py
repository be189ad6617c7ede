"""A sweep over one number of the network, as each peer's own way of running many has it.

    python sweeping.py WAY MOVED SETTINGS REPLICATIONS WEEKS

MOVED is `rates`, of development, or `inflow`. One process, so that ways are compared and not cores.
It prints CPU seconds, and the revenue of every setting over all replications.
"""

import json
import resource
import sys
from collections.abc import Callable

import numpy as np
from network import NETWORK, Network

MOVED = ("rates", "inflow")
Moved = tuple[str, list[float]]
"""What is moved, and its values."""
Sweep = Callable[[Moved, int, int], list[float]]
"""Takes what is moved, replications and weeks; gives revenue by value [DKK]."""


def values(moved: str, settings: int) -> list[float]:
    """Rates of development [DKK a week], or newcomers [a week]."""
    if moved == "rates":
        return [2_500.0 + n for n in range(settings)]
    return [NETWORK.arrivals_per_week - 1.0 + n / 100 for n in range(settings)]


def network_with(moved: str, value: float) -> Network:
    """The network with another number."""
    if moved == "inflow":
        return NETWORK._replace(arrivals_per_week=value)
    first, *others = NETWORK.courses
    return NETWORK._replace(courses=(first._replace(rate=value), *others))


def mesa_batch_run(moved: Moved, replications: int, weeks: int) -> list[float]:
    """Mesa's `batch_run` over values and seeds."""
    import mesa
    from mesa_agents import Care

    what, every = moved

    class Swept(Care):
        """Citizens under one value, their revenue collected."""

        def __init__(self, value: float, seed: int) -> None:
            super().__init__(network_with(what, value), 1.0, seed)
            self.datacollector = mesa.DataCollector({"sum": "revenue"})

        def step(self) -> None:
            super().step()
            self.datacollector.collect(self)

    rows = mesa.batch_run(
        Swept,
        {"value": every, "seed": list(range(replications))},
        number_processes=1,
        max_steps=weeks,
        display_progress=False,
    )
    return [sum(row["sum"] for row in rows if row["value"] == value) for value in every]


def simpy_joblib(moved: Moved, replications: int, weeks: int) -> list[float]:
    """SimPy, a NumPy step a week, under joblib."""
    from joblib import Parallel, delayed
    from simpy_numpy import run

    what, values_moved = moved
    every = [(value, seed) for value in values_moved for seed in range(replications)]
    found = Parallel(n_jobs=1)(
        delayed(run)(network_with(what, value), weeks, 1.0, seed) for value, seed in every
    )
    rows = list(zip(every, found, strict=True))
    return [sum(run.revenue for (of, _), run in rows if of == value) for value in values_moved]


def starsim_multisim(moved: Moved, replications: int, weeks: int) -> list[float]:
    """starsim's `MultiSim`, with its keyed draws."""
    import starsim
    from starsim_keyed import Care

    what, every = moved

    def one(value: float, seed: int) -> starsim.Sim:
        care = Care(network_with(what, value), 1.0)
        return starsim.Sim(
            modules=care,
            n_agents=sum(care.there),
            dt=starsim.week,
            dur=starsim.weeks(weeks - 1),  # the last step is counted in
            rand_seed=seed,
            people_results=False,
            copy_inputs=False,
        )

    sims = [one(value, seed) for value in every for seed in range(replications)]
    multi = starsim.MultiSim(sims)
    multi.run(parallel=False)
    of = [next(one for one in sim.modules if isinstance(one, Care)) for sim in multi.sims]
    sums = [care.revenue for care in of]
    return [sum(sums[at : at + replications]) for at in range(0, len(sums), replications)]


def cimba_experiment(moved: Moved, replications: int, weeks: int) -> list[float]:
    """cimba's `Experiment` over a swept parameter, with common seeds."""
    import cimba
    from cimba_citizens import Care

    what, every = moved
    care = Care()
    if what == "rates":
        care.rate = cimba.sweep(every)
    else:  # who is there on the first day comes with it
        care.scale = cimba.sweep([value / NETWORK.arrivals_per_week for value in every])
    window = cimba.Window(duration=float(weeks))
    done = cimba.Experiment(care, replications=replications, window=window, seed=2)
    sums = done.run(workers=1)[care].revenue
    return [float(each) for each in np.asarray(sums).reshape(len(every), -1).sum(axis=1)]


WAYS: dict[str, Sweep] = {
    "Mesa batch_run": mesa_batch_run,
    "SimPy + joblib": simpy_joblib,
    "starsim MultiSim": starsim_multisim,
    "cimba Experiment": cimba_experiment,
}


def main() -> None:
    """Run one way twice, the first time a single setting, which is not timed."""
    way, moved, settings, replications, weeks = *sys.argv[1:3], *map(int, sys.argv[3:])
    sweep = WAYS[way]
    sweep((moved, values(moved, 1)), 1, 4)
    began = resource.getrusage(resource.RUSAGE_SELF)
    sums = sweep((moved, values(moved, settings)), replications, weeks)
    ended = resource.getrusage(resource.RUSAGE_SELF)
    used = ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime
    print(json.dumps({"seconds": used, "revenue": sums}))


if __name__ == "__main__":
    main()
