#!/usr/bin/env python3
"""Fails on headers above 150 lines and sources above 400: the sizes at which a file wants to be two."""
import pathlib
import sys

limits = {".h": 150, ".cpp": 400}
root = pathlib.Path(__file__).resolve().parent.parent
files = [path for path in sorted((root / "src").rglob("*")) if path.suffix in limits]
problems = []
for path in files:
    lines = len(path.read_text().splitlines())
    if lines > limits[path.suffix]:
        problems.append(f"{path.relative_to(root)}: {lines} lines, more than {limits[path.suffix]}; divide it")
print("\n".join(problems) if problems else f"{len(files)} files keep to the sizes")
sys.exit(1 if problems or not files else 0)
