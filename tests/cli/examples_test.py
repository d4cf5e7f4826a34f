#!/usr/bin/env python3
"""Compares what the program says of every file in examples/ with examples/output/.

usage: tests/cli/examples_test.py PROGRAM [--bless]
--bless writes what the program says now; the difference is reviewed like code.
"""
import difflib
import os
import pathlib
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parent.parent.parent
program = pathlib.Path(sys.argv[1]).resolve()
bless = "--bless" in sys.argv
commands = {".yaml": ["weigh"], ".txt": ["read", "--all"], ".html": ["read", "--all"]}
special = {"techniques.txt": ["weigh"]}
environment = {**os.environ, "NO_COLOR": "1", "HOME": "/nonexistent", "XDG_DATA_HOME": "/nonexistent"}
environment.pop("WHENCE_DATA", None)

failures = examined = 0
for path in sorted((root / "examples").iterdir()):
    command = special.get(path.name, commands.get(path.suffix))
    if not path.is_file() or command is None:
        continue
    examined += 1
    run = subprocess.run([program, *command, path.relative_to(root)], cwd=root, capture_output=True, text=True, env=environment)
    said = f"$ whence {' '.join(command)} examples/{path.name}\n{run.stdout}"
    wanted_file = root / "examples/output" / (path.name + ".out")
    if bless:
        wanted_file.parent.mkdir(exist_ok=True)
        wanted_file.write_text(said)
        continue
    wanted = wanted_file.read_text() if wanted_file.exists() else ""
    if run.returncode != 0 or said != wanted:
        failures += 1
        print(f"{path.name}: exit {run.returncode}{run.stderr and ', ' + run.stderr.strip()}")
        print("".join(difflib.unified_diff(wanted.splitlines(True), said.splitlines(True), str(wanted_file), "now", n=1)))
    if "EXERCISE" not in said.splitlines()[1] and path.name not in special:
        failures += 1
        print(f"{path.name}: no exercise banner in the first line")
print(f"{examined} examples, {failures} not as committed")
sys.exit(1 if failures or examined == 0 else 0)
