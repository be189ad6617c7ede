from sim.experiments.running.simulate import simulate


def bounds(tree):
    """Every low and high in a summary."""
    if isinstance(tree, dict):
        own = [tree[key] for key in ("low", "high") if key in tree]
        return own + [bound for part in tree.values() for bound in bounds(part)]
    if isinstance(tree, list):
        return [bound for part in tree for bound in bounds(part)]
    return []


def test_all_bounds_are_null_and_the_means_are_not(small, tmp_path):
    summary = simulate(small, replications=1, workers=1, out=tmp_path).summary
    assert set(bounds(summary)) == {None}
    assert summary["total"]["deviation_dkk"]["mean"] is not None
