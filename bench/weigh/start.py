#!/usr/bin/env python3
"""How long `whence weigh CASE` takes as a whole process: start, tables, reading the case, answer, page.

usage: start.py PROGRAM [ROUNDS]   from the project's folder
Prints the median and the least wall-clock and processor time of each case, in milliseconds; exits with 1 where a run
fails or two runs differ.
"""
import os
import resource
import statistics
import subprocess
import sys
import time

CASES = ["examples/drafting-office.yaml", "examples/payment-office.yaml"]


def run(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=True)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done.stdout, wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 31
    print(f"load {os.getloadavg()[0]:.2f}, {rounds} runs of each; milliseconds, median (least)")
    commands = [[sys.argv[1], "--version"]] + [[sys.argv[1], "weigh", case] for case in CASES]
    for command in commands:
        pages, wall, processor = zip(*(run(command) for _ in range(rounds)))
        if len(set(pages)) != 1:
            print(f"{' '.join(command[1:])}: two runs differ", file=sys.stderr)
            return 1
        figures = (f"{1000 * statistics.median(times):6.1f} ({1000 * min(times):.1f})" for times in (wall, processor))
        print(f"{' '.join(command[1:]):40} wall {next(figures)}  processor {next(figures)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
