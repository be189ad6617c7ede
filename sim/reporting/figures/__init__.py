"""The report's figures, one file each, drawn on a sheet measured in pixels.

Each figure comes in two shapes: wide for a desk and paper, narrow for a phone, because one
drawing scaled to 360 pixels would leave its words unreadable. `FIGURES` lists them in the
order of the page; a new figure is a file and a line here.
"""

from collections.abc import Callable, Mapping
from typing import Final

from matplotlib.figure import Figure

from sim.reporting.chance import Chance
from sim.reporting.figures.by_team import deviation_by_team
from sim.reporting.figures.cumulative import cumulative_deviation
from sim.reporting.figures.sheet import Shape
from sim.reporting.figures.weekly import census_by_course, hours_by_service
from sim.reporting.language import Language
from sim.reporting.results import Results

Draw = Callable[[Results, Language, Shape, Chance], Figure]

FIGURES: Final[Mapping[str, Draw]] = {
    "cumulative_deviation": cumulative_deviation,
    "deviation_by_team": deviation_by_team,
    "census_by_course": census_by_course,
    "hours_by_service": hours_by_service,
}
"""Name of the file, and what draws it."""
