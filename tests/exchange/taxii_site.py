"""A running `whence serve` for tests of TAXII, and what makes STIX objects."""
import contextlib
import json
import subprocess
import uuid

from trial import environment, program


@contextlib.contextmanager
def serving(workspace, *arguments):
    """Its address."""
    child = subprocess.Popen([program, "serve", "--listen", "127.0.0.1:0", "--workspace", str(workspace), "--json",
                              *map(str, arguments)], stdout=subprocess.PIPE, text=True, env=environment)
    try:
        yield json.loads(child.stdout.readline())["address"]
    finally:
        child.terminate()
        child.wait()


def identity(number, modified="2026-01-01T00:00:00.000Z", **more):
    return {"type": "identity", "spec_version": "2.1",
            "id": "identity--" + str(uuid.UUID(int=number, version=4)), "created": "2026-01-01T00:00:00.000Z",
            "modified": modified, "name": f"identity {number}", **more}
