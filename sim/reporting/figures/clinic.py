"""The clinic week by week: its share of the contacts, the wait, who was turned home, and slots."""

import numpy as np
from matplotlib.figure import Figure

from sim.model.parameters import Ints
from sim.reporting.figures.drawing.look import ZERO, Shape
from sim.reporting.figures.drawing.sheet import KeyEntry
from sim.reporting.figures.weekly import Series, panels
from sim.reporting.results.estimates import estimate
from sim.reporting.results.results import Array, ReportedResults
from sim.reporting.words.language import Language


def clinic_by_week(results: ReportedResults, language: Language, shape: Shape) -> Figure:
    """Draw the clinic's four paths."""
    series = clinic_series(results)
    key = [KeyEntry("dashed", ZERO, language.say("open slots"))]
    has_slots = any(one.level is not None for one in series)
    return panels(results, series, (language, shape), key if has_slots else ())


def clinic_series(results: ReportedResults) -> list[Series]:
    """Share [%], wait [days], turned home [% of bookings] and contacts [a week], all teams."""
    clinic, said = results.care.clinic, results.summary["clinic"]
    if clinic is None:
        return []
    visits, turned = estimate(said["visits_per_week"]).mean, turned_home_share(results)
    share = estimate(said["share"]).mean
    return [
        Series(
            "clinic_share_weekly",
            _part(100 * clinic.visits, clinic.visits + clinic.home_visits),
            None if share is None else 100 * share,
        ),
        Series(
            "clinic_wait_days",
            _part(clinic.wait_days, clinic.visits),
            estimate(said["wait_days"]).mean,
        ),
        Series(
            "clinic_turned_home_share",
            _part(100 * clinic.turned_home, clinic.turned_home + clinic.visits),
            None if turned is None else 100 * turned,
        ),
        Series("clinic_visits", clinic.visits.astype(np.float64), visits, open_slots(results)),
    ]


def open_slots(results: ReportedResults) -> Array | None:
    """Slots open in each week; nothing without a limit or where the scenario is absent."""
    contacts = results.terms.contacts if results.terms else None
    if contacts is None or np.isnan(contacts.slots).any():
        return None
    return contacts.slots


def turned_home_share(results: ReportedResults) -> float | None:
    """Share of the booked contacts that were given at home after all."""
    said = results.summary["clinic"]
    turned, came = (
        estimate(said[name]).mean or 0.0 for name in ("turned_home_per_week", "visits_per_week")
    )
    return turned / (turned + came) if turned + came else None


def _part(part: Array | Ints, whole: Array | Ints) -> Array:
    """A part of a whole, run by run; NaN where a run has none, 0 where no run has any."""
    some = whole > 0
    shares = np.where(some, part / np.where(some, whole, 1), np.nan)
    shares[:, ~some.any(axis=0)] = 0.0
    return shares
