"""The environment that peers run in: their pins are not ours.

It is made once, with `venv` and pip, in the folder of compiled loops (`FORLOEB_CACHE`, or
`~/.cache/forloeb`), under a name that says what it was made from. What cannot be installed is
left out with a reason, and the rest goes on.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

PEERS = Path(__file__).parent / "peers"
REQUIREMENTS = PEERS / "requirements.txt"


class Environment(NamedTuple):
    """A Python with what could be installed, and what could not, with the reason."""

    python: Path
    faults: dict[str, str]


def peer_environment(say: Callable[[str], None], requirements: Path = REQUIREMENTS) -> Environment:
    """Find the environment, or make it."""
    folder = _folder(requirements)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    stamp = folder / "all-installed"
    if stamp.exists():
        return Environment(python, {})
    say(f"setting up the peers in {folder} (once, a minute or two)")
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    faults = _installed(python, requirements)
    if not faults:
        stamp.touch()
    return Environment(python, faults)


def _folder(requirements: Path) -> Path:
    cache = os.environ.get("FORLOEB_CACHE") or Path("~/.cache/forloeb").expanduser()
    sources = requirements.read_text(encoding="utf-8") + sys.version
    return Path(cache) / f"peers-{hashlib.sha256(sources.encode()).hexdigest()[:16]}"


def _installed(python: Path, requirements: Path) -> dict[str, str]:
    """Install all at once, or if that fails one by one; what failed and why."""
    if _pip(python, "-r", str(requirements)) is None:
        return {}
    lines = requirements.read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if line and not line.startswith("#")]
    tried = {line: _pip(python, "-c", str(requirements), line) for line in wanted}
    return {line: reason for line, reason in tried.items() if reason}


def _pip(python: Path, *arguments: str) -> str | None:
    """Install; pip's last error if it failed."""
    pip = [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input"]
    done = subprocess.run(
        [*pip, "install", *arguments], check=False, capture_output=True, text=True
    )
    if done.returncode == 0:
        return None
    errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
    return (errors or [f"pip ended with {done.returncode}"])[-1]
