"""The kinds of tariff that there are, in the order in which readers are told of them."""

from collections.abc import Mapping
from typing import Any, Final

from sim.scenario.tariffs.activity import ACTIVITY
from sim.scenario.tariffs.basis_service import BASIS_SERVICE
from sim.scenario.tariffs.block import BLOCK
from sim.scenario.tariffs.by_plan import PlanKeys
from sim.scenario.tariffs.course_rates import COURSE_RATES, CourseRateKeys
from sim.scenario.tariffs.kind import TariffKind
from sim.scenario.tariffs.mixed import MIXED
from sim.scenario.tariffs.overhead import OVERHEAD

TARIFF_KINDS: Final[tuple[TariffKind[Any], ...]] = (
    COURSE_RATES,
    ACTIVITY,
    BLOCK,
    MIXED,
    BASIS_SERVICE,
    OVERHEAD,
)

KIND: Final[Mapping[str, TariffKind[Any]]] = {kind.name: kind for kind in TARIFF_KINDS}
"""Every kind by its name."""

ALL_KEYS: Final = tuple(dict.fromkeys(key for kind in TARIFF_KINDS for key in kind.key_names))
"""Keys of [tariff] that only some kinds use."""

COURSE_RATE_KINDS: Final = tuple(k.name for k in TARIFF_KINDS if issubclass(k.keys, CourseRateKeys))
"""Kinds that have rates by course."""

PLAN_KINDS: Final = tuple(kind.name for kind in TARIFF_KINDS if issubclass(kind.keys, PlanKeys))
"""Kinds that pay each citizen's support plan, in every course but a hospital."""


def pays_offers(scenario: Mapping[str, Any]) -> bool:
    """Whether a scenario, as its file has it, pays support plans: its teams are offers then."""
    tariff = scenario.get("tariff")
    return isinstance(tariff, Mapping) and tariff.get("kind") in PLAN_KINDS
