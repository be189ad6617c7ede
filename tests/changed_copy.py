"""The five changes of `docs/changing.md`, read off the page and made in a copy of `sim/`."""

import re
import shutil
from typing import NamedTuple

from source_tree import ROOT, SIM

PAGE = ROOT / "docs" / "changing.md"
_FILE = re.compile(r"\*\*(sim/[\w./]+)\*\*")
_FENCE = "```"


class Block(NamedTuple):
    """What is to be written into a file: all of it, or lines with marks before them."""

    path: str
    language: str
    lines: list[str]

    @property
    def is_whole(self):
        return self.language == "python"

    def marked(self, marks):
        """Lines with one of these marks, without the mark."""
        return [line[1:] for line in self.lines if line.startswith(marks)]


def changes():
    """Blocks of each of the five changes by its title, in the order of the page."""
    titled = [text.split("\n", 1) for text in _part("Five changes").split("\n### ")[1:]]
    return {title: list(_blocks(body)) for title, body in titled}


def a_sum():
    """Blocks of the sum that the page shows after them."""
    return list(_blocks(_part("And a sum")))


def _part(title):
    text = PAGE.read_text(encoding="utf-8")
    return text.split(f"\n## {title}\n")[1].split("\n## ")[0]


def _blocks(body):
    path, language, lines = "", None, []
    for line in body.splitlines():
        if language is None and (named := _FILE.fullmatch(line)):
            path = named[1]
        elif line.startswith(_FENCE) and language is None:
            language, lines = line.removeprefix(_FENCE), []
        elif line.startswith(_FENCE):
            yield Block(path, language, lines)
            language = None
        elif language is not None:
            lines.append(line)


def made(folder, blocks):
    """Write blocks into the `sim/` of a folder; each place to change must be there once."""
    for block in blocks:
        path = folder / block.path
        if block.is_whole:
            assert not path.exists()
            path.write_text("".join(f"{line}\n" for line in block.lines), encoding="utf-8")
            continue
        text = path.read_text(encoding="utf-8")
        before, after = ("\n".join(block.marked(marks)) for marks in ((" ", "-"), (" ", "+")))
        assert text.count(f"\n{before}\n") == 1, (block.path, before)
        path.write_text(text.replace(f"\n{before}\n", f"\n{after}\n"), encoding="utf-8")


def copied(folder):
    """Copy `sim/` into a folder."""
    shutil.copytree(SIM, folder / "sim", ignore=shutil.ignore_patterns("__pycache__"))
