#!/usr/bin/env python3
"""Bad input through the program itself: one line of error that names the file and what to do, exit status 1 or 2, never a
crash, in bounded time; or status 0 with the oddity counted in the answer.

usage: tests/cli/bad_input_test.py PROGRAM
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

program = str(pathlib.Path(sys.argv[1]).resolve())
failures = []
checked = 0
limit = 60.0  # seconds for one run, sanitizers and a busy machine included


def run(arguments, **options):
    begun = time.monotonic()
    environment = {**os.environ, "XDG_DATA_HOME": "/nonexistent", "NO_COLOR": "1"}
    environment.pop("WHENCE_DATA", None)
    settings = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    answer = subprocess.run([program, *arguments], env=environment, timeout=limit * 3, **settings)
    return answer, time.monotonic() - begun


def expect(what, passed, detail):
    global checked
    checked += 1
    if not passed:
        failures.append(f"{what}: {detail}")


def refused(arguments, names, statuses=(1, 2), **options):
    """The run ends with one of the statuses and one line of error, in which every one of `names` occurs."""
    answer, took = run(arguments, **options)
    what = "whence " + " ".join(arguments)
    errors = (answer.stderr or b"").decode("utf-8", "replace")
    expect(what, answer.returncode in statuses, f"status {answer.returncode}, wanted one of {statuses}; {errors[:300]}")
    expect(what, errors.count("\n") == 1 and errors.endswith("\n"), f"not one line of error: {errors[:500]!r}")
    expect(what, errors.startswith("whence: "), f"error does not begin with the program's name: {errors[:100]!r}")
    for name in names:
        expect(what, name in errors, f"error does not say {name!r}: {errors[:300]!r}")
    expect(what, took < limit, f"took {took:.0f} s")


def misuse():
    refused([], ["--help"], (2,))
    refused(["wiegh"], ["wiegh", "--help"], (2,))
    refused(["data"], ["data", "--help"], (2,))
    refused(["data", "chek"], ["did you mean 'whence data check'?"], (2,))
    refused(["data", "check", "--jsn"], ["--jsn", "did you mean '--json'?"], (2,))
    refused(["data", "check", "--data"], ["--data", "value"], (2,))
    refused(["data", "check", "one", "too", "many"], ["one"], (2,))
    refused(["\x1b[31mred\x1b[0m"], ["u{1B}"], (2,))


def streams():
    answer, _ = run(["--help"], stdout=subprocess.DEVNULL)
    expect("--help", answer.returncode == 0 and not answer.stderr, "fails")
    refused(["--help"], ["standard output"], (1,), stdout=None, preexec_fn=lambda: os.close(1))
    if os.path.exists("/dev/full"):
        with open("/dev/full", "wb") as full:
            refused(["--help"], ["standard output"], (1,), stdout=full)
    reader, writer = os.pipe()
    os.close(reader)
    answer, _ = run(["--help"], stdout=writer)
    os.close(writer)
    expect("--help | (nobody)", answer.returncode == 0 and not answer.stderr, f"{answer.returncode} {answer.stderr!r}")
    answer, _ = run(["--nothing"], stderr=None, preexec_fn=lambda: os.close(2))
    expect("--nothing 2>&-", answer.returncode == 2, f"status {answer.returncode}")


def tables(folder):
    """The folder of tables that --data names."""
    refused(["data", "check", "--data", str(folder / "none")], [str(folder / "none")], (1,))
    (folder / "empty").mkdir()
    refused(["data", "check", "--data", str(folder / "empty")], [str(folder / "empty")], (1,))
    (folder / "wrong").mkdir()
    for name, content in {"checks.tsv": b"\0\1\2", "binary.tsv": bytes(range(256)) * 40, "long.tsv": b"#fields\t" + b"x" * 5_000_000,
                          "headless.tsv": b"a\tb\n", "void.tsv": b""}.items():
        (folder / "wrong" / name).write_bytes(content)
    answer, took = run(["data", "check", "--data", str(folder / "wrong")])
    expect("data check of five wrong tables", answer.returncode == 1 and not answer.stderr, f"{answer.returncode} {answer.stderr!r}")
    for name in ("checks.tsv:1", "binary.tsv:1", "long.tsv:1", "headless.tsv:1", "void.tsv"):
        expect("data check of five wrong tables", f"/{name}: ".encode() in answer.stdout, f"does not name {name}")
    expect("data check of five wrong tables", took < limit, f"took {took:.0f} s")


with tempfile.TemporaryDirectory() as temporary:
    misuse()
    streams()
    tables(pathlib.Path(temporary))

print("\n".join(failures))
print(f"{checked} checks, {len(failures)} failed")
sys.exit(1 if failures or not checked else 0)
