"""An earlier state of this project, as a contestant beside the present one.

The files of its commit are put once into the folder of compiled loops (`FORLOEB_CACHE`, or
`~/.cache/forloeb`), and runs with the packages of today: what is compared is our code alone.
"""

import io
import os
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import Final

EARLIER: Final = "a3fd4d4"
"""The last commit before the engine was written as pure functions."""

_ROOT: Final = Path(__file__).parents[2]


class NoCheckout(Exception):  # noqa: N818 - it states what is lacking
    """The commit is not here: no repository, or one without its history."""


def checkout(commit: str = EARLIER) -> Path:
    """Folder that holds a commit.

    Raises
    ------
    NoCheckout
        When git cannot give it.
    """
    folder = cache_folder() / f"at-{commit}"
    if not (folder / "sim").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        try:
            archive = _git("archive", commit)
        except (OSError, subprocess.CalledProcessError) as fault:
            raise NoCheckout(f"commit {commit} is not here") from fault
        with tarfile.open(fileobj=io.BytesIO(archive)) as files:
            files.extractall(folder, filter="data")
    return folder


def environment(folder: Path) -> dict[str, str]:
    """Environment in which Python finds that state of the project before the installed one.

    Bytecode is kept, as it is where the project is installed: compiling four hundred files in
    every process would be most of what a short command takes.
    """
    kept = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(cache_folder() / "bytecode")}
    return {**os.environ, "PYTHONPATH": str(folder), "PYTHONSAFEPATH": "1", **kept}


def cache_folder() -> Path:
    """Folder of compiled loops, where it usually is."""
    named = os.environ.get("FORLOEB_CACHE") or Path("~/.cache/forloeb").expanduser()
    return Path(named).resolve()


def _git(*arguments: str) -> bytes:
    git = shutil.which("git") or ""
    done = subprocess.run([git, "-C", str(_ROOT), *arguments], check=True, capture_output=True)
    return done.stdout
