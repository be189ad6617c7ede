"""The congested parts agree with a model written from `docs/model.md` alone, without `sim`.

Each figure is freed of the chance in how many came (`judgement.py`), and the two means are
compared at 5.1 standard errors of their difference, which chance alone passes less than once in
10,000 runs of this file. A bias of 7.4 errors is found 99 times in 100; `independent_parts.py` says
for each figure how small a bias that is in 200 runs, and in so few here it is 1.8 times as large.
`tests/benchmarks/independent.py` makes as many runs as are asked for.
"""

import pytest
from independent_parts import PARTS, RUNS_OF_BIAS
from independent_samples import apart

RUNS = 64
LARGER = (RUNS_OF_BIAS / RUNS) ** 0.5


@pytest.mark.parametrize("part", PARTS)
def test_the_engine_agrees_with_the_independent_model(part):
    for name, ours, other in apart(part, RUNS):
        error = (ours.error**2 + other.error**2) ** 0.5
        difference = ours._replace(error=error)
        assert difference.bias_found(other.mean) < LARGER * PARTS[part][1][name], name
        assert difference.agrees_with(other.mean), name
