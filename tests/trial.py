"""What the tests in Python share: the program under test in an environment of its own, a folder that goes away with the
test, and a count of what was expected. A test says `from trial import ...` and ends with finish().
"""
import atexit
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

root = pathlib.Path(__file__).resolve().parent.parent
program = str(pathlib.Path(sys.argv[1]).resolve())
sanitized = "--sanitized" in sys.argv  # such a build is slower and holds more
environment = {**os.environ, "XDG_DATA_HOME": "/nonexistent", "NO_COLOR": "1", "SOURCE_DATE_EPOCH": "1790000000"}
for name in ("WHENCE_DATA", "WHENCE_WORKSPACE"):
    environment.pop(name, None)
failures, checked = [], 0


def expect(what, passed, detail=""):
    global checked
    checked += 1
    if not passed:
        failures.append(f"{what}: {detail}")


def folder(name):
    """A new one, removed when the test ends."""
    made = pathlib.Path(tempfile.mkdtemp(prefix=f"whence-{name}-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


def whence(*arguments, status=None, **options):
    """Runs the program; with `status`, that it ends so is expected."""
    settings = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "env": environment, "timeout": 600,
                **options}
    if "input" not in settings:
        settings.setdefault("stdin", subprocess.DEVNULL)
    done = subprocess.run([program, *map(str, arguments)], **settings)
    if status is not None:
        expect("whence " + " ".join(map(str, arguments)), done.returncode == status,
               f"status {done.returncode}: {done.stderr[:400]}")
    return done


def finish():
    for line in failures[:40]:
        print(line)
    print(f"{checked} checks, {len(failures)} failed")
    sys.exit(1 if failures or checked == 0 else 0)
