#!/usr/bin/env python3
"""Prints the ten files that took longest to compile. usage: tools/build_times.py [BUILD-FOLDER]

Reads ninja's log; with ccache a file that was found in the cache shows the time of the look-up.
"""
import pathlib
import sys

folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "build/dev")
log = folder / ".ninja_log"
if not log.is_file():
    sys.exit(f"{log}: no such file; build first, with ninja")

seconds = {}
for line in log.read_text().splitlines():
    if line.startswith("#"):
        continue
    begin, end, _, output, _ = line.split("\t")
    if output.endswith(".o"):
        seconds[output] = (int(end) - int(begin)) / 1000
for output, took in sorted(seconds.items(), key=lambda pair: -pair[1])[:10]:
    print(f"{took:6.1f} s  {output}")
