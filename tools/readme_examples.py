#!/usr/bin/env python3
"""Runs the commands that README.md shows and compares what they print with what it says.

usage: tools/readme_examples.py PROGRAM [--bless] [FILE...]
In a ```console block, a line "$ whence ..." is a command and the lines up to the next one are its output (standard
output, then standard error). A line "..." stands for any number of lines. --bless writes the true output into the file;
there a "..." keeps standing for the lines it stood for, as long as the lines around it are still printed.
"""
import os
import pathlib
import shlex
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parent.parent


def run(program, command):
    """The output of a command line, run at the root of the repository as a pipe would see it."""
    environment = {**os.environ, "NO_COLOR": "1", "TERM": "dumb"}
    environment.pop("WHENCE_DATA", None)
    environment["XDG_DATA_HOME"] = str(root / "build/no-such-folder")
    words = shlex.split(command)
    answer = subprocess.run([program, *words[1:]], cwd=root, env=environment, capture_output=True, text=True, timeout=120,
                            stdin=subprocess.DEVNULL)
    return (answer.stdout + answer.stderr).splitlines()


def places(wanted, printed):
    """For each wanted line the range of printed lines it stands for, or nothing if they do not agree."""
    if not wanted:
        return [] if not printed else None
    if wanted[0] != "...":
        if not printed or wanted[0] != printed[0].rstrip():
            return None
        rest = places(wanted[1:], printed[1:])
        return None if rest is None else [1] + rest
    for skipped in range(len(printed) + 1):
        rest = places(wanted[1:], printed[skipped:])
        if rest is not None:
            return [skipped] + rest
    return None


def blessed(wanted, printed):
    """What to write: the output, with the head and tail around a first and last "..." kept as long as they were."""
    if "..." not in wanted:
        return printed
    head, tail = wanted.index("..."), len(wanted) - 1 - max(i for i, line in enumerate(wanted) if line == "...")
    if head + tail >= len(printed):
        return printed
    return printed[:head] + ["..."] + (printed[-tail:] if tail else [])


def examples(lines):
    """(command, first line of output, line after the last) of every example, by index into lines."""
    inside, begin, command = False, 0, None
    for number, line in enumerate(lines):
        ends = inside and (line.startswith("```") or line.startswith("$ "))
        if ends and command:
            yield command, begin, number
            command = None
        if line.startswith("```"):
            inside = line.strip() == "```console"
        elif inside and line.startswith("$ whence "):
            command, begin = line[2:], number + 1


def check(program, path, bless):
    lines = path.read_text().splitlines()
    count, wrong = 0, 0
    for command, begin, end in reversed(list(examples(lines))):
        count += 1
        wanted, printed = lines[begin:end], [line.rstrip() for line in run(program, command)]
        while wanted and not wanted[-1]:
            wanted.pop()
            end -= 1
        while printed and not printed[-1]:
            printed.pop()
        if places(wanted, printed) is not None:
            continue
        wrong += 1
        if bless:
            lines[begin:end] = blessed(wanted, printed)
            continue
        print(f"{path.relative_to(root)}:{begin}: prints something else: {command}")
        print("\n".join("  " + line for line in printed[:60]))
    if bless and wrong:
        path.write_text("\n".join(lines) + "\n")
    print(f"{path.relative_to(root)}: {count} examples, {wrong} {'rewritten' if bless else 'wrong'}")
    return count > 0 and (wrong == 0 or bless)


arguments = [word for word in sys.argv[1:] if word != "--bless"]
if not arguments:
    sys.exit(__doc__)
executable = str(pathlib.Path(arguments[0]).resolve())
paths = [pathlib.Path(name).resolve() for name in arguments[1:]] or [root / "README.md"]
results = [check(executable, path, "--bless" in sys.argv) for path in paths]
sys.exit(0 if all(results) else 1)
