"""What is costly to make is made once a test session, whichever worker asks first."""

import fcntl
import json


def shared_once(tmp_path_factory, request, make):
    """What `make(folder)` gives, made by the first worker that asks and read by the others.

    It must be what JSON can hold. Files in the folder may be read afterwards, not written.
    """
    base = tmp_path_factory.getbasetemp()
    if hasattr(request.config, "workerinput"):
        base = base.parent  # that of the session: each worker has one of its own below
    of = "session" if request.scope == "session" else request.module.__name__
    folder = base / f"shared-{of}-{request.fixturename}"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = folder / "made.json"
        if not made.exists():
            found = make(folder)
            part = folder / "made.part"
            part.write_text(json.dumps(found), encoding="utf-8")
            part.replace(made)
        return json.loads(made.read_text(encoding="utf-8"))
