#!/usr/bin/env python3
"""Sorts the rows of tables by their bytes and removes rows that occur twice. usage: tools/sort_table.py FILE..."""
import pathlib
import sys

if len(sys.argv) < 2:
    sys.exit(__doc__)
for name in sys.argv[1:]:
    path = pathlib.Path(name)
    lines = path.read_bytes().split(b"\n")
    header = next(i for i, line in enumerate(lines) if line.startswith(b"#fields"))
    rows = sorted({line for line in lines[header + 1:] if line})
    path.write_bytes(b"\n".join([*lines[:header + 1], *rows, b""]))
