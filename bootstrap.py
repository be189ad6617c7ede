"""Set up this project once, then run a command in its environment.

`python3 bootstrap.py COMMAND ...` makes `.venv` beside this file from `requirements.lock`, every
package checked against its hash, installs the project in it, and runs COMMAND there. The set-up
happens again only when something it was made from has changed. FORLOEB_VENV names another place
for the environment. Only Python's own library is used, in syntax that an old Python can read far
enough to be told what to do.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from pathlib import Path
from typing import IO, NamedTuple

OLDEST = (3, 11)
USAGE = """\
usage: python3 bootstrap.py COMMAND ...

Sets up .venv once, then runs COMMAND in it, for example:
  python3 bootstrap.py forloeb run scenarios/baseline.toml
  python3 bootstrap.py pytest"""


def say(text: str) -> None:
    """Write a message where it cannot mix with the command's results."""
    print(text, file=sys.stderr, flush=True)


def complaint_about(version: "tuple[int, ...]") -> str:
    """What to do about a Python of this version; empty when it will do."""
    if version >= OLDEST:
        return ""
    have, need = (".".join(map(str, pair)) for pair in (version[:2], OLDEST))
    newer = filter(shutil.which, (f"python3.{minor}" for minor in range(OLDEST[1], 20)))
    found = next(newer, None)
    advice = f"Run: {found} bootstrap.py ..." if found else "Install it, then try again."
    return f"This is Python {have}; Python {need} or newer is needed. {advice}"


if complaint_about(sys.version_info[:2]):
    say(complaint_about(sys.version_info[:2]))
    sys.exit(2)


class SetUpError(Exception):
    """The environment cannot be made; the text says why and what to do."""


class Home(NamedTuple):
    """Where the project and its environment are, both as absolute paths."""

    project: Path
    venv: Path

    @property
    def programs(self) -> Path:
        """The folder of the environment that holds its commands."""
        return self.venv / ("Scripts" if os.name == "nt" else "bin")

    @property
    def stamp(self) -> Path:
        """The file that says what a finished environment was made from."""
        return self.venv / "forloeb-stamp.json"

    @property
    def marker(self) -> Path:
        """The file that says that the folder is ours, from before the first package is in it."""
        return self.venv / "forloeb-made-this"

    @property
    def lock(self) -> Path:
        """The file that lets one process at a time set up; it stays when they end."""
        return self.venv.with_name(self.venv.name + ".lock")


def home_of(project: Path, wanted_venv: str) -> Home:
    """The project's home, with its environment in `wanted_venv` or else in `.venv`."""
    return Home(project.resolve(), Path(wanted_venv or project / ".venv").resolve())


def installed_part(pyproject: str) -> str:
    """What the installed project depends on in pyproject.toml: not the settings of the linters."""
    import tomllib  # Python 3.10 and older must get as far as their complaint.

    try:
        tables = tomllib.loads(pyproject)
    except tomllib.TOMLDecodeError as error:
        message = f"pyproject.toml is not valid TOML: {error}. Mend it, then try again."
        raise SetUpError(message) from error
    kept = [tables.get("build-system"), tables.get("project"), tables.get("tool", {}).get("hatch")]
    return json.dumps(kept, sort_keys=True, default=str)


def made_from(home: Home) -> dict[str, str]:
    """All that an environment hangs on; a moved one is stale, as it holds absolute paths."""
    project_table = installed_part((home.project / "pyproject.toml").read_text(encoding="utf-8"))
    return {
        "lock": hashlib.sha256((home.project / "requirements.lock").read_bytes()).hexdigest(),
        "project_table": hashlib.sha256(project_table.encode()).hexdigest(),
        "project": str(home.project),
        "venv": str(home.venv),
        "python": f"{sys.implementation.cache_tag} {sysconfig.get_platform()}",
    }


def is_ready(home: Home, sources: dict[str, str]) -> bool:
    """The environment was finished, from these sources, and its Python still starts."""
    try:
        stamp = json.loads(home.stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return stamp == sources and shutil.which("python", path=str(home.programs)) is not None


def refuse_what_is_not_ours(home: Home) -> None:
    """Leave a folder alone that is not empty and that no set-up has marked or stamped."""
    if not home.venv.exists() or home.marker.is_file() or home.stamp.is_file():
        return
    advice = "Move it away, or set FORLOEB_VENV to another place."
    if not home.venv.is_dir():
        raise SetUpError(f"{home.venv} is a file. {advice}")
    found = next((entry.name for entry in sorted(home.venv.iterdir())), None)
    if found is not None:
        raise SetUpError(f"{home.venv} holds other files, as {found}. {advice}")


def clear(home: Home) -> None:
    """Make the folder empty but for our marker, which is there before anything goes."""
    home.venv.mkdir(exist_ok=True)
    if not home.marker.is_file():
        with home.marker.open("x", encoding="utf-8") as marker:
            marker.write("bootstrap.py made this folder and may clear it.\n")
    home.stamp.unlink(missing_ok=True)  # what is half gone is not ready
    for entry in sorted(home.venv.iterdir()):
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry != home.marker:
            entry.unlink()


if sys.platform == "win32":
    import msvcrt

    def try_to_lock(file: IO[bytes]) -> bool:
        """Take the lock unless another process has it."""
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def try_to_lock(file: IO[bytes]) -> bool:
        """Take the lock unless another process has it."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def wait_for_lock(file: IO[bytes], venv: Path) -> None:
    """Take the lock; when another process has it, say so and wait for as long as it runs."""
    if try_to_lock(file):
        return
    say(f"Waiting for another process that is setting up {venv} ...")
    while not try_to_lock(file):
        time.sleep(0.2)


def run_quietly(command: list[str], lock: IO[bytes], advice: str) -> None:
    """Run a step of the set-up; its output is shown only when it fails.

    The step inherits the lock: should this process be killed, the next set-up waits until the
    step it left behind has ended too.
    """
    done = subprocess.run(
        command,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        pass_fds=() if os.name == "nt" else (lock.fileno(),),
    )
    if done.returncode:
        raise SetUpError("\n".join([*done.stdout.splitlines()[-15:], advice]))


def base_python() -> str:
    """The Python outside any environment, so that `.venv` can be made anew from within it."""
    return getattr(sys, "_base_executable", "") or sys.executable


def refuse_without_venv() -> None:
    """Say what to install where the system's Python comes without its venv module."""
    if all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        return
    package = "python{}.{}-venv".format(*sys.version_info)
    raise SetUpError(
        "This Python lacks the venv or the ensurepip module. On Debian and Ubuntu: "
        f"apt install {package}. Then try again."
    )


def build(home: Home, sources: dict[str, str], lock: IO[bytes]) -> None:
    """Make the environment from nothing; the marker comes first and the stamp last.

    Whatever kills this half-way leaves the marker without the stamp, and so a set-up that
    starts over in a folder that it may clear.
    """
    refuse_what_is_not_ours(home)
    clear(home)
    venv = [base_python(), "-I", "-m", "venv", str(home.venv)]
    say("  1/3 making the environment")
    run_quietly(venv, lock, f"Could not make {home.venv}. Set FORLOEB_VENV to another place.")
    install(home, lock)
    stamp = home.stamp.with_suffix(".new")
    stamp.write_text(json.dumps(sources, indent=1), encoding="utf-8")
    stamp.replace(home.stamp)


def locked_packages(home: Home) -> int:
    """How many packages the lock holds, those for other systems too."""
    lines = (home.project / "requirements.lock").read_text(encoding="utf-8").splitlines()
    return sum("==" in line and not line.startswith(("#", " ")) for line in lines)


def install(home: Home, lock: IO[bytes]) -> None:
    """Install the locked packages, then the project itself, which has no hash to check."""
    python = str(home.programs / "python")
    pip = [python, "-I", "-m", "pip", "--quiet", "--no-input", "--disable-pip-version-check"]
    lock_file = str(home.project / "requirements.lock")
    locked = ["install", "--require-hashes", "--only-binary=:all:", "-r", lock_file]
    advice = "Could not install requirements.lock. Can pip install other packages here?"
    say(f"  2/3 installing {locked_packages(home)} packages, each checked against its hash")
    run_quietly([*pip, *locked], lock, f"{advice} Mend that, then try again.")
    say("  3/3 installing the project itself")
    project = ["install", "--no-deps", "--no-build-isolation", "--editable", str(home.project)]
    run_quietly([*pip, *project], lock, "Could not install the project; mend that, then try again.")


def make_ready(home: Home) -> None:
    """Set up the environment unless it is ready, one process at a time."""
    sources = made_from(home)
    if is_ready(home, sources):
        return
    refuse_without_venv()
    refuse_what_is_not_ours(home)
    home.venv.parent.mkdir(parents=True, exist_ok=True)
    with home.lock.open("ab") as lock:
        wait_for_lock(lock, home.venv)
        if not is_ready(home, sources):
            began = time.monotonic()
            say(f"Setting up {home.venv} (once, about a minute):")
            build(home, sources, lock)
            say(f"  ready after {time.monotonic() - began:.0f} s")


def environment(home: Home, around: dict[str, str]) -> dict[str, str]:
    """The surrounding variables, changed as activating the environment would."""
    kept = {name: value for name, value in around.items() if name != "PYTHONHOME"}
    path = os.pathsep.join([str(home.programs), around.get("PATH", os.defpath)])
    return {**kept, "PATH": path, "VIRTUAL_ENV": str(home.venv)}


def run(home: Home, arguments: list[str]) -> int:
    """Become the command, or on Windows run it, and return its exit code."""
    program = shutil.which(arguments[0], path=str(home.programs))
    if program is None:
        raise SetUpError(f"There is no command {arguments[0]} in {home.programs}.")
    variables = environment(home, dict(os.environ))
    if os.name == "nt":
        return subprocess.call([program, *arguments[1:]], env=variables)
    return os.execve(program, arguments, variables)


def main(arguments: list[str]) -> int:
    """Set up, run, and return the exit code: the command's own, or 2 when there is none."""
    if not arguments or arguments[0] in {"-h", "--help"}:
        say(USAGE)
        return 0 if arguments else 2
    home = home_of(Path(__file__).parent, os.environ.get("FORLOEB_VENV", ""))
    try:
        make_ready(home)
        return run(home, arguments)
    except (SetUpError, OSError) as error:
        say(f"bootstrap.py: {error}")
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
