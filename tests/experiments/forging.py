"""Changing a finished results folder: as damage does, or as a forger who signs what he changes."""

import json

import duckdb

from sim.experiments.folder.documents import summed_up
from sim.experiments.folder.storage import sha256_of


def record_in(folder):
    """What run.json says."""
    return json.loads((folder / "run.json").read_text(encoding="utf-8"))


def put_record(folder, record):
    """Write run.json as it is given, NaN and all."""
    (folder / "run.json").write_text(json.dumps(record), encoding="utf-8")


def edit_record(folder, edit, *, signed=True):
    """Change run.json; a forger puts its own sum right."""
    record = record_in(folder)
    edit(record)
    put_record(folder, summed_up(record) if signed else record)


def sign_files(folder):
    """Put the hashes in run.json right, as a forger would who has changed other files."""

    def right(record):
        record["files"] = {name: sha256_of(folder / name) for name in record["files"]}

    edit_record(folder, right)


def change_table(folder, table, statement):
    """Change a table by SQL on `changed`, and the hash in run.json with it."""
    path = folder / f"{table}.parquet"
    with duckdb.connect() as connected:
        connected.execute(f"CREATE TABLE changed AS FROM '{path}'")
        connected.execute(statement)
        connected.execute(f"COPY changed TO '{path}' (FORMAT parquet)")
    sign_files(folder)
