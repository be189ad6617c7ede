"""One figure of the evidence beside the one that the baseline reaches, as a row of a table."""

import re
from typing import NamedTuple

EXACT = "exact"
STATED = "stated"
SIMULATED = "simulated"


class Figure(NamedTuple):
    """What is to be reached, within which range, and what is.

    `how` is `EXACT` (by the closed-form twin), `STATED` (an input of the scenario) or
    `SIMULATED`, and then `bounds` is the 95 % interval. `why` says why a figure is not the target.
    """

    what: str
    target: str
    low: float
    high: float
    reached: float
    source: str
    form: str = "{:.0%}"
    how: str = EXACT
    bounds: tuple[float, ...] = ()
    why: str = ""

    @property
    def is_met(self) -> bool:
        """Whether the figure lies within its range."""
        return self.low <= self.reached <= self.high

    @property
    def needs_a_reason(self) -> bool:
        """Whether the figure is outside its range and nothing says why."""
        return not self.is_met and not self.why

    @property
    def row(self) -> str:
        """The figure as a row of a Markdown table."""
        between = f"{shown(self.form, self.low)} to {shown(self.form, self.high)}"
        reached = shown(self.form, self.reached, *self.bounds)
        if not self.is_met:
            reached = f"**{reached}**"
        cells = (self.what, self.target, between, reached, self.how, self.source, self.why)
        return f"| {' | '.join(cells)} |"


def shown(form: str, mean: float, *bounds: float) -> str:
    """A value, with its interval where it has one."""
    text = form.format(mean)
    if bounds:
        low, high = (form.format(bound) for bound in bounds)
        text += f" ({low} to {high})"
    return re.sub("(?<=[0-9])%", " %", text)


def table(figures: list[Figure]) -> str:
    """Figures as a Markdown table."""
    head = "| what | target | range | reached | how | source | remark |"
    return "\n".join(
        [head, "| --- | --- | --- | --- | --- | --- | --- |", *(f.row for f in figures)]
    )
