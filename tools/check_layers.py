#!/usr/bin/env python3
"""Fails on any include that tools/layers.txt does not allow, and on a module that it does not list."""
import pathlib
import re
import sys

root = pathlib.Path(__file__).resolve().parent.parent
allowed = {}
for line in (root / "tools/layers.txt").read_text().splitlines():
    if line and not line.startswith("#"):
        module, _, names = line.partition(":")
        allowed[module] = set(names.split()) | {module}

problems = []
files = 0
for path in sorted((root / "src").rglob("*")):
    if path.suffix not in {".h", ".cpp"}:
        continue
    files += 1
    module = path.relative_to(root / "src").parts[0]
    if module not in allowed:
        problems.append(f"{path.relative_to(root)}: module '{module}' is not in tools/layers.txt")
        continue
    for number, line in enumerate(path.read_text().splitlines(), 1):
        include = re.match(r'\s*#include "([a-z_]+)/', line)
        if include and include.group(1) not in allowed[module]:
            problems.append(f"{path.relative_to(root)}:{number}: {module} may not include {include.group(1)}")
print("\n".join(problems) if problems else f"{files} files keep to the layers")
sys.exit(1 if problems or files == 0 else 0)
