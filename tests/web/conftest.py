"""One page for all tests of a file, with two small scenarios."""

import pytest
from asking import FEW, LEVELLED, Page


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    place = tmp_path_factory.mktemp("served")
    (place / "scenarios" / "more").mkdir(parents=True)
    (place / "results").mkdir()
    (place / "scenarios" / "small.toml").write_text(FEW, encoding="utf-8")
    (place / "scenarios" / "more" / "levelled.toml").write_text(LEVELLED, encoding="utf-8")
    (place / "secret.toml").write_text(FEW, encoding="utf-8")
    served = Page(place / "results", place / "scenarios")
    served.place = place
    yield served
    served.desk.runs.end()
