"""The municipality's net on the page: what it pays its own teams is no gain of the two together."""

from typing import cast

from sim.experiments.documents.summary import Summary
from sim.reporting.words.language import language
from sim.web.shown import net_rows


def summary(revenue: float, cost: float, borne: float, region: float = 0.0) -> Summary:
    def figure(mean: float) -> dict[str, float]:
        return {"mean": mean, "low": mean, "high": mean}

    parts = {
        "outside": {"total_dkk": figure(borne + region)},
        "bearers": {
            "municipality_dkk": figure(borne),
            "region_dkk": figure(region),
            "municipality_net_dkk": figure(revenue + borne),
        },
        "total": {"deviation_dkk": figure(revenue - cost)},
    }
    return cast("Summary", parts)


def test_a_dearer_rate_for_the_same_lives_has_a_net_of_nothing():
    rows = net_rows(summary(120, 100, 30), language("en"), summary(110, 100, 30))
    assert [(mine.value, less.value) for _, mine, less in rows] == [(-30, 0), (-130, 0)]


def test_what_the_region_bears_is_not_the_municipalitys():
    rows = net_rows(summary(100, 90, 30, region=7), language("en"), summary(100, 90, 30))
    assert [less.value for _, _, less in rows] == [0, 0]
