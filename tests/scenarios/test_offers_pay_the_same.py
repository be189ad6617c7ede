"""The old and the new structure of the offers pay the same in total, to the same lives.

Not collected under this name: it needs the tariffs `basis_service` and `overhead`. Rename it to
`test_offers_pay_the_same.py` where they are.
"""

import pytest
from shipped_scenarios import FOLDER

from sim.experiments.comparison.compare import compare

REPLICATIONS = 40
WITHIN = 0.005
"""Four standard errors of the paired difference at so many replications."""


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    paths = [FOLDER / "offers" / f"{name}.toml" for name in ("overhead", "basis_service")]
    out = tmp_path_factory.mktemp("offers")
    return compare(paths, replications=REPLICATIONS, workers=1, out=out)["basis_service"]


def test_lives_are_the_same(found):
    assert found.lives["same_lives"]


def test_the_total_is_the_same(found):
    revenue = found.total["revenue_dkk"]
    assert abs(revenue["other"] / revenue["first"] - 1) <= WITHIN


def test_basis_cost_is_about_a_fifth_of_all_costs(found):
    basis = sum(
        value["first"] for key, value in found.figures.items() if key[-1] == "basis_cost_dkk"
    )
    assert basis / found.total["cost_dkk"]["first"] == pytest.approx(0.2, abs=0.015)


def test_the_offers_are_as_full_as_is_budgeted(found):
    places = {"Ask": 16, "Birk": 20, "Eg": 28, "Elm": 24, "Lind": 30, "Pil": 32}
    occupied = {
        key[1]: value["first"] for key, value in found.figures.items() if key[-1] == "occupancy"
    }
    taken = sum(places[team] * occupied[team] for team in places)
    assert taken / sum(places.values()) == pytest.approx(0.97, abs=0.01)
