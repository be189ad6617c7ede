"""Tables as Markdown, ready for `docs/performance.md`, and the numbers in them."""

from collections.abc import Sequence

NOTHING = "–"


def markdown(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Table with its columns lined up, so that it can be read as it stands."""
    widths = [max(len(cell) for cell in column) for column in zip(heading, *rows, strict=True)]
    rule = ["-" * width for width in widths]
    return "\n".join(_line(cells, widths) for cells in (heading, rule, *rows)) + "\n"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell.ljust(width) for cell, width in zip(cells, widths, strict=True)]
    return f"| {' | '.join(padded)} |"


def number(value: float | None, digits: int = 0) -> str:
    """Number with thousands set apart, or a dash for none."""
    return NOTHING if value is None else f"{value:,.{digits}f}"


def times(value: float | None) -> str:
    """Ratio to two or three figures."""
    if value is None:
        return NOTHING
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"


def percent(value: float | None) -> str:
    """Share in percent."""
    return NOTHING if value is None else f"{100 * value:.1f} %"
