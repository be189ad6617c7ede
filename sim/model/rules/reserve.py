"""What a team may lose, and what a municipality pays where it has lost more."""


def is_spent(surplus_ore: int, reserve_ore: float) -> bool:
    """Whether a team's reserve is spent: its revenue less cost so far has fallen below minus it.

    What it was bailed out by counts as its own. Source: assumption; published closures of home
    care agencies give no threshold.
    """
    return surplus_ore < -reserve_ore


def bail_out(surplus_ore: int) -> int:
    """What a municipality pays a team whose reserve is spent [øre]: all that it has lost.

    Source: assumption.
    """
    return max(0, -surplus_ore)
