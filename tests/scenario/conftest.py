"""One small scenario that has no fault, and what is said when one piece of it is changed."""

from collections.abc import Callable, Sequence

import pytest
from whole_scenario import WHOLE

from sim.scenario.faults.fault import ScenarioError
from sim.scenario.reading import Scenario, load_scenario

SOUND = """\
schema = 1
title = "A sound scenario"

[run]
start = 2026-01-05
weeks = 104

[[team]]
name = "Nord"
inflow_per_week = 4.0

[[team]]
name = "Syd"
inflow_per_week = { first_contact = 2, hospital_discharge = 1 }

[intake]
development = 0.9
stabilisation = 0.1

[[course]]
name = "development"
kind = "development"
stay = { distribution = "gamma", mean_weeks = 8, sd_weeks = 4 }
hours_per_week = { home_care = 4.0, training = 1.5 }
hours_sd = 3.0
exits = [
    { to = "stabilisation", probability = 0.5 },
    { to = "self_reliant", probability = 0.5 },
]
hazards_per_week = { hospital = 0.01, dead = 0.001 }

[[course]]
name = "stabilisation"
kind = "stabilisation"
stay = { distribution = "fixed", mean_weeks = [50, 40, 30, 20, 10] }
hours_per_week = { home_care = 3 }
exits = [{ to = "dead", probability = 1 }]

[[course]]
name = "hospital"
kind = "hospital"
stay = { distribution = "exponential", mean_weeks = 0.7 }
exits = [{ to = "resume", probability = 1 }]

[relapse]
probability = 0.2
after = { distribution = "fixed", mean_weeks = 20 }
to = "development"

[prices]
cost_per_hour_dkk = { home_care = 450, training = 500 }

[tariff]
kind = "course_rates"
weekly_dkk = { development = 2700, stabilisation = 1575 }
"""

Changed = Callable[..., list[str]]


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def sound() -> str:
    return SOUND


@pytest.fixture
def written(tmp_path) -> Callable[..., str]:
    """Write a file and give its name."""

    def write(text: str | bytes, name: str = "s.toml") -> str:
        content = text if isinstance(text, bytes) else text.encode()
        (tmp_path / name).write_bytes(content)
        return name

    return write


@pytest.fixture
def faults(written) -> Callable[..., list[str]]:
    """Lines that are said of a text, none when it is sound."""

    def said(text: str | bytes, overrides: Sequence[str] = ()) -> list[str]:
        try:
            load_scenario(written(text), overrides)
        except ScenarioError as error:
            return str(error).splitlines()
        return []

    return said


def replaced(text: str, pieces: Sequence[tuple[str, str]]) -> str:
    """Text with pieces of it replaced, each of which stands there once."""
    for old, new in pieces:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


@pytest.fixture
def changed(faults) -> Changed:
    """Lines that are said of the sound scenario when pieces of it are replaced."""
    return lambda *pieces: faults(replaced(SOUND, pieces))


@pytest.fixture
def whole() -> str:
    return WHOLE


@pytest.fixture
def whole_changed(faults) -> Changed:
    """Lines that are said of the whole scenario when pieces of it are replaced."""
    return lambda *pieces: faults(replaced(WHOLE, pieces))


@pytest.fixture
def whole_with(written) -> Callable[..., Scenario]:
    """The whole scenario when pieces of it are replaced."""
    return lambda *pieces: load_scenario(written(replaced(WHOLE, pieces)))
