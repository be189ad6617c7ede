"""What is released as source is what is in the repository: docs and notebooks too."""

import subprocess
import tarfile
from pathlib import PurePosixPath

from hatchling.builders.sdist import SdistBuilder
from source_tree import ROOT

LEFT_OUT = {".ci/run", ".gitattributes"}
"""What only the repository's own machinery reads."""


def test_every_file_of_the_repository_is_in_it(tmp_path):
    (archive,) = SdistBuilder(str(ROOT)).build(directory=str(tmp_path))
    with tarfile.open(archive) as packed_files:
        names = packed_files.getnames()
    packed = {PurePosixPath(*PurePosixPath(name).parts[1:]).as_posix() for name in names}
    listed = subprocess.run(
        ["git", "ls-files"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    files = set(listed.stdout.splitlines())
    assert "notebooks/01_one_team_one_year.ipynb" in files
    assert files - packed == LEFT_OUT
