"""The table [tariff]: its kind, the keys of every tariff, and those of each kind."""

from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

from pydantic import Field, create_model

from sim.scenario.schema.money import OwnRateKeys, TariffTerms
from sim.scenario.schema.quantities import Table
from sim.scenario.tariffs.kind import Payees, TariffPay
from sim.scenario.tariffs.listed import KIND, TARIFF_KINDS
from sim.words import phrase

K = TypeVar("K", bound=Table)
_NAMES: Final = tuple(KIND)
_SAID: Final = "; ".join(f'"{kind.name}" {kind.says}' for kind in TARIFF_KINDS)


def _tables() -> tuple[type[Table], ...]:
    """Tables of keys of the kinds, those left out from which another one inherits."""
    each = dict.fromkeys(kind.keys for kind in TARIFF_KINDS)
    return tuple(own for own in each if not any(own is not o and issubclass(o, own) for o in each))


if TYPE_CHECKING:

    class TariffTable(TariffTerms, OwnRateKeys):
        """What a checker of types sees; the keys of a kind are seen by `keys_of`."""

        kind: str

else:  # the tables of the listed kinds in one
    _Kind = create_model(
        "_Kind",
        __base__=Table,
        kind=(Literal[_NAMES], Field(description=f"How the team is paid: {_SAID}.")),
    )
    TariffTable = create_model(
        "TariffTable",
        __base__=(TariffTerms, *reversed(_tables()), _Kind),
        __doc__="What the team is paid.",
        __module__=__name__,
    )


def keys_of(tariff: TariffTable, keys: type[K]) -> K:
    """A tariff as the table of keys of one of its kinds.

    Raises
    ------
    TypeError
        If no kind that is listed has those keys.
    """
    if not isinstance(tariff, keys):
        raise TypeError(
            phrase("{name} belongs to no kind of tariff that is listed", name=keys.__name__)
        )
    return tariff


def tariff_pay(tariff: TariffTable, of: Payees) -> TariffPay:
    """What a tariff pays, before indexation."""
    kind: Any = KIND[tariff.kind]
    pay: TariffPay = kind.pay(tariff, of)
    return pay
