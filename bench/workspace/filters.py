#!/usr/bin/env python3
"""How long `whence ledger` takes with every filter over a large workspace: the whole command.

usage: bench/workspace/filters.py PROGRAM FILE
FILE is what bench_workspace fills. Times are of the processor, the median of five runs. Bars: 100 ms, with words 200 ms. Fails above them.
"""
import os
import subprocess
import sys

program, file = sys.argv[1:3]
questions = ["", "--accuser XA", "--accuser XP", "--accuser Peskov", "--accused XB", "--accuser XA --accused XB", "--group=GROUP\x007",
             "--organ GRU", "--victim hospital", "--sector energy", "--act deny", "--act charge", "--rung 4", "--hedge flat", "--hedge likely",
             "--status charged", "--outlet Wire", "--tag urgent", "--document d17.txt", "--from 2011 --to 2011-01", "--incident L083",
             "--withheld", "--words parliament", "--words parliament\x00bank\x00embassy", "--words n777", "--words hospital --accuser XD"]
environment = {**os.environ, "XDG_DATA_HOME": "/nonexistent", "NO_COLOR": "1"}


def asked(question):
    arguments = [part.replace("\0", " ") for part in question.split(" ") if part]
    process = subprocess.Popen([program, "ledger", "-w", file, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0 and "--document" not in question:  # there is no such document: a search for the name all the same
        sys.exit(f"ledger {question}: status {status}")
    return 1000 * (usage.ru_utime + usage.ru_stime), usage.ru_maxrss / 1024


late = 0
for question in questions:
    runs = sorted(asked(question) for _ in range(5))
    median, memory = runs[2]
    bar = 200 if "--words" in question else 100
    late += median > bar
    print(f"{question.replace(chr(0), ' ') or 'no filter':40} {median:7.0f} ms {memory:6.0f} MiB{'   TOO SLOW' if median > bar else ''}")
sys.exit(1 if late else 0)
