"""`forloeb calibrate --template`: a mapping to fill in, and empty tables with its headings."""

from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Final

from sim.calibration.reading.mapping import FILE_NAME
from sim.calibration.synthesis.written import COLUMNS, SHAPES
from sim.writing import made_folder, write_text

_HEADINGS: Final = Path("template") / FILE_NAME


def write_template(folder: Path, language: str) -> list[Path]:
    """Write the mapping and the empty tables; the files written.

    Raises
    ------
    FileExistsError
        When a file of that name is there.
    """
    shape = SHAPES[language]
    text = files(__package__).joinpath(_HEADINGS.as_posix()).read_text(encoding="utf-8")
    values = {f"h_{key}": heading for key, heading in shape.headings.items()}
    written = {
        FILE_NAME: Template(text).substitute(
            values, delimiter=shape.delimiter, decimal=shape.decimal, dates=shape.dates
        )
    }
    for name, columns in COLUMNS.items():
        headings = shape.delimiter.join(shape.headings[key] for key in columns)
        written[f"{name}.csv"] = f"{headings}\n"
    place = made_folder(folder)
    for name in written:
        if (place / name).exists():
            raise FileExistsError(17, "is there already; name another folder", str(place / name))
    for name, content in written.items():
        write_text(content, place / name)
    return [place / name for name in written]
