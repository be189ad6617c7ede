#!/usr/bin/env bash
set -euo pipefail

# A research crate of two results folders holds one summary.json, the second.
#
# Guess: adding runs/a/summary.json and runs/b/summary.json to an RO-Crate keeps both, under their
#   folders or under other names; or the second is refused.
# Seen (printed):
#     rocrate 0.16.0
#     two files added, listed: [('summary.json', 'new-rate')] on disk: {'summary.json': '{"deviation_dkk": 80000}'}
#     with dest_path, listed: [('as-now/summary.json', 'as-now'), ('new-rate/summary.json', 'new-rate')]
#   Without dest_path a file is put at the top of the crate under its bare name, which is also its
#   identifier. The second file replaces the first in the list and on disk, along with the
#   first one's description. Nothing is said.
# Package: rocrate 0.16.0. Date: 2026-11-29.
# Meaning: every results folder has the same file names, so an archive of a comparison, made with
#   the natural loop over folders, holds the last scenario only, and looks complete. Give
#   dest_path with the folder's name for each file, and compare the number of files in the
#   crate with the number added before handing it over.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check rocrate==0.16.0

venv/bin/python - <<'PYTHON'
import json
from importlib.metadata import version
from pathlib import Path

from rocrate.rocrate import ROCrate

print("rocrate", version("rocrate"))
for scenario, deviation in (("as-now", -120000), ("new-rate", 80000)):
    Path("runs", scenario).mkdir(parents=True)
    Path("runs", scenario, "summary.json").write_text(json.dumps({"deviation_dkk": deviation}))


def archive(where, keeps_folders):
    crate = ROCrate()
    for path in sorted(Path("runs").glob("*/summary.json")):
        name = path.parent.name
        crate.add_file(str(path), dest_path=f"{name}/summary.json" if keeps_folders else None, properties={"name": name})
    crate.write(where)
    listed = [(e["@id"], e["name"]) for e in json.loads(Path(where, "ro-crate-metadata.json").read_text())["@graph"] if e["@type"] == "File"]
    held = {str(p.relative_to(where)): p.read_text() for p in sorted(Path(where).rglob("summary.json"))}
    return sorted(listed), held


listed, held = archive("plain", False)
print("two files added, listed:", listed, "on disk:", held)
listed_by_folder, held_by_folder = archive("by-folder", True)
print("with dest_path, listed:", listed_by_folder)

assert listed == [("summary.json", "new-rate")], "expected: only the second file is listed"
assert held == {"summary.json": '{"deviation_dkk": 80000}'}, "expected: only the second file is on disk"
assert len(listed_by_folder) == len(held_by_folder) == 2, "expected: with dest_path both are kept"
PYTHON
