#!/usr/bin/env python3
"""How fast observations are kept, durably and found from either side, and how fast a trace asks for what lies around.

usage: bench/workspace/observing.py PROGRAM [ROWS]
Made-up passive DNS: names on addresses, one in ten a certificate, crowds of name servers. Times are of the processor. Peer: the
same rows into a table with an index for either side by Python's sqlite3. Checks that every row is kept, and none twice.
"""
import json
import os
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

program = str(pathlib.Path(sys.argv[1]).resolve())
count = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
folder = pathlib.Path(tempfile.mkdtemp(prefix="whence-observing-"))
environment = {**os.environ, "XDG_DATA_HOME": "/nonexistent", "NO_COLOR": "1"}
choose = random.Random(3)


def rows():
    for i in range(count):
        name = f"n{choose.randrange(count // 3)}.example"
        day = f"2026-0{choose.randint(1, 9)}-{choose.randint(10, 28)}"
        place = choose.randrange(count // 4)
        address = f"10.{place >> 16}.{place >> 8 & 255}.{place & 255}"
        kind = i % 10
        if kind == 0:
            yield address, "serves-certificate", f"c{choose.randrange(count // 8)}", day
        elif kind == 1:
            yield name, "delegated-to", f"ns{choose.randrange(50)}.example", day
        else:
            yield name, "resolves-to", address, day


def run(*arguments):
    process = subprocess.Popen([program, *map(str, arguments)], stdout=subprocess.PIPE, env=environment, stdin=subprocess.DEVNULL)
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{arguments}: status {status}")
    return json.loads(said), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


failed = False
try:
    made = sorted(set(rows()), key=lambda row: choose.random())
    file, workspace = folder / "rows.csv", folder / "w.db"
    with open(file, "w", encoding="utf-8") as out:
        out.write("subject,relation,object,first_seen,source\n")
        out.writelines(f"{a},{relation},{b},{day},pdns\n" for a, relation, b, day in made)
    told, seconds, memory = run("import", "--observations", file, "--workspace", workspace, "--json")
    kept = told["files"][0]["kept"]
    print(f"{len(made):,} observations: {seconds:.1f} s, {len(made) / seconds / 1e6:.2f} M rows/s, {memory:.0f} MiB, "
          f"{workspace.stat().st_size / len(made):.0f} bytes a row")
    again, second, _ = run("import", "--observations", file, "--workspace", workspace, "--json")
    print(f"again: {second:.1f} s, {again['files'][0]['kept']} kept")
    failed = kept != len(made) or again["files"][0]["kept"] != 0
    begun = time.process_time()
    with sqlite3.connect(folder / "peer.db") as peer:
        peer.executescript("PRAGMA journal_mode=WAL; CREATE TABLE o(a TEXT, r TEXT, b TEXT, d TEXT);"
                           "CREATE INDEX oa ON o(a); CREATE INDEX ob ON o(b);")
        peer.executemany("INSERT INTO o VALUES (?, ?, ?, ?)", made)
    took = time.process_time() - begun
    print(f"peer, Python's sqlite3: {took:.1f} s, {len(made) / took / 1e6:.2f} M rows/s")
    _, idle, _ = run("trace", "nobody.example", "--workspace", workspace, "--json")
    times = []
    for seed in range(5):
        _, used, _ = run("trace", f"n{seed}.example", "--workspace", workspace, "--json")
        times.append(used - idle)
    print(f"a trace of 3 hops: {sorted(times)[2] * 1000:.0f} ms beyond the start of the program, {max(times) * 1000:.0f} ms at most")
finally:
    shutil.rmtree(folder, ignore_errors=True)
sys.exit(1 if failed else 0)
