#!/usr/bin/env python3
"""How long `whence serve` takes over a page of 1,000 objects of TAXII, and over a walk of all of them.

usage: bench/exchange/taxii.py PROGRAM [OBJECTS]
Made-up identities and relationships of half a kilobyte. Wall-clock times on
loopback, over one connection; the median of pages at the start, in the middle and at the end. Bar: 20 ms a page. Every
object must come once.
"""
import http.client
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import uuid

program = str(pathlib.Path(sys.argv[1]).resolve())
count = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
folder = pathlib.Path(tempfile.mkdtemp(prefix="whence-taxii-"))
LIST = "/taxii2/whence/collections/objects/objects/?limit=1000"


def named(kind, number):
    return f"{kind}--{uuid.UUID(int=number, version=4)}"


def objects():
    for number in range(count):
        one = {"spec_version": "2.1", "created": "2026-01-01T00:00:00.000Z", "modified": "2026-01-01T00:00:00.000Z"}
        if number % 4 == 3:
            yield {"type": "relationship", "id": named("relationship", number), **one, "relationship_type": "related-to",
                   "source_ref": named("identity", number - 1), "target_ref": named("identity", number - 2)}
        else:
            yield {"type": "identity", "id": named("identity", number), **one, "name": f"name {number}",
                   "identity_class": "organization", "description": f"{number} " * 40}


def asked(link, path):
    start = time.perf_counter()
    link.request("GET", path)
    answer = link.getresponse()
    body = answer.read()
    seconds = time.perf_counter() - start
    if answer.status != 200:
        sys.exit(f"{path}: {answer.status} {body[:300]}")
    return seconds, body


try:
    bundle = folder / "bundle.json"
    with bundle.open("w") as file:
        file.write('{"type":"bundle","id":"bundle--00000000-0000-4000-8000-000000000000","objects":[')
        for number, one in enumerate(objects()):
            file.write(("," if number else "") + json.dumps(one))
        file.write("]}")
    quiet = {"stdout": subprocess.DEVNULL, "check": True}
    subprocess.run([program, "import", bundle, "--workspace", folder / "w.db"], **quiet)
    server = subprocess.Popen([program, "serve", "--listen", "127.0.0.1:0", "--workspace", folder / "w.db", "--json"],
                              stdout=subprocess.PIPE, text=True)
    try:
        address = json.loads(server.stdout.readline())["address"].removeprefix("http://").rstrip("/")
        link = http.client.HTTPConnection(address)
        asked(link, "/taxii2/")
        ids, times, sizes, path = set(), [], [], LIST
        start = time.perf_counter()
        while path:
            seconds, body = asked(link, path)
            page = json.loads(body)
            ids.update(one["id"] for one in page["objects"])
            times.append(seconds)
            sizes.append(len(body))
            path = f"{LIST}&next={page['next']}" if page.get("more") else None
        walk = time.perf_counter() - start
        if len(ids) != count:
            sys.exit(f"{len(ids)} objects of {count}")
        middle = max(1, count // 2 // 1000 * 1000)
        places = {"first": LIST, "middle": f"{LIST}&next={middle}", "last": f"{LIST}&next={count - 1000}",
                  "one type": f"{LIST}&match%5Btype%5D=relationship", "manifest": LIST.replace("/objects/?", "/manifest/?")}
        figures = {name: statistics.median(asked(link, place)[0] for _ in range(21)) * 1000
                   for name, place in places.items()}
        peak = max(int(line.split()[1]) for line in pathlib.Path(f"/proc/{server.pid}/status").read_text().splitlines()
                   if line.startswith("VmHWM")) // 1024
    finally:
        server.terminate()
        server.wait()
    print(f"{count:,} objects, pages of {statistics.median(sizes) / 1e6:.2f} MB: " +
          ", ".join(f"{name} {value:.1f} ms" for name, value in figures.items()))
    print(f"a first walk, which publishes: {walk:.1f} s, slowest page {max(times) * 1000:.0f} ms, {peak} MiB at most")
    slow = {name: value for name, value in figures.items() if value > 20 and "ASAN_OPTIONS" not in os.environ}
    sys.exit(f"more than 20 ms: {slow}" if slow else 0)
finally:
    shutil.rmtree(folder, ignore_errors=True)
