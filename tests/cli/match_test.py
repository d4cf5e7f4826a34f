#!/usr/bin/env python3
"""Logs against indicators through the program itself: what is found whatever packs the log, and what a log or list that
is broken, hostile or endless does: it is counted, told and survived, in memory that does not grow.

usage: tests/cli/match_test.py PROGRAM [--sanitized]
"""
import gzip
import json
import lzma
import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from trial import environment, expect, finish, folder, program, sanitized, whence

here = folder("match")
mebi = 1 << 20


def file(name, content):
    path = here / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def same(what, got, wanted):
    expect(what, got == wanted, f"got {got!r}, wanted {wanted!r}")


def sightings(*arguments, **options):
    answer = whence("match", *arguments, "--jsonl", status=0, **options)
    return [json.loads(line) for line in answer.stdout.splitlines()]


def found(*arguments, **options):
    return [(row["line"], row["indicator"], row["value"]) for row in sightings(*arguments, **options)]


def summary(*arguments, status=0, **options):
    answer = whence("match", *arguments, "--json", status=status, **options)
    return json.loads(answer.stdout), answer.stderr


def fed(arguments, chunks):
    """Runs the program on a log that is made while it reads; the summary and the most memory it had, in MiB."""
    process = subprocess.Popen([program, "match", *map(str, arguments), "-", "--json"], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, env=environment)
    for chunk in chunks:
        process.stdin.write(chunk)
    process.stdin.flush()
    # Of the program itself: what wait4() tells includes what this one had when it started the other.
    with open(f"/proc/{process.pid}/status", encoding="utf-8") as told:
        most = next(int(line.split()[1]) for line in told if line.startswith("VmHWM"))
    said, _ = process.communicate()
    expect("a log from a pipe", process.returncode == 0, f"status {process.returncode}")
    return json.loads(said), most / 1024


digest = "5f2c9a7e11d04b6680a1c3d2e4f5061728394a5b6c7d8e9f0a1b2c3d4e5f6071"
plain = file("plain.txt", "# a feed\nplain[.]example\n")
table = file("feed.csv", f"date,indicator,type\n2026-08-01,192.0.2.0/24,ip-dst\n2026-08-01,{digest},sha256\n")
bundle = file("bundle.json", json.dumps({"type": "bundle", "id": "bundle--1", "objects": [
    {"type": "indicator", "id": "indicator--1", "pattern_type": "stix", "pattern": "[domain-name:value = 'stix.example']"},
    {"type": "indicator", "id": "indicator--2", "pattern_type": "stix",
     "pattern": "[url:value = 'http://url.example/gate.php?id=1'] OR [ipv4-addr:value = '198.51.100.7']"},
    {"type": "indicator", "id": "indicator--3", "pattern_type": "stix",
     "pattern": "[process:name = 'x'] FOLLOWEDBY [file:size > 5]"}]}))
event = file("event.json", json.dumps({"Event": {"Attribute": [
    {"type": "domain", "value": "misp.example", "to_ids": True},
    {"type": "domain", "value": "not-for-detection.example", "to_ids": False}]}}))
lists = ["-i", plain, "-i", table, "-i", bundle, "-i", event]
log = ("2026-08-02 host=www.plain.example\n"
       "2026-08-02 host=notplain.example\n"
       f"dst=192.0.2.77 sha256={digest.upper()}\n"
       "dns stix.example.\n"
       "GET http://URL.example/gate.php?id=1 from 198.51.100.7\n"
       "GET http://url.example/gate.php?id=2\n"
       "mail not-for-detection.example misp.example\n")
wanted = [(1, "plain.example", "www.plain.example"), (3, "192.0.2.0/24", "192.0.2.77"), (3, digest, digest.upper()),
          (4, "stix.example", "stix.example"), (5, "url.example/gate.php?id=1", "URL.example/gate.php?id=1"),
          (5, "198.51.100.7", "198.51.100.7"), (7, "misp.example", "misp.example")]

# Lists of every form; the log as it is, packed in each way, from standard input, by one thread and by several.
path = file("log.txt", log)
same("a plain log", sorted(found(*lists, path)), sorted(wanted))
same("gzip", sorted(found(*lists, file("log.gz", gzip.compress(log.encode())))), sorted(wanted))
same("xz", sorted(found(*lists, file("log.xz", lzma.compress(log.encode())))), sorted(wanted))
if shutil.which("zstd"):
    subprocess.run(["zstd", "-q", path, "-o", here / "log.zst"], check=True)
    same("zstd", sorted(found(*lists, here / "log.zst")), sorted(wanted))
same("standard input", sorted(found(*lists, "-", input=log)), sorted(wanted))
same("a packed standard input", sorted((row["line"], row["indicator"], row["value"]) for row in map(
    json.loads, whence("match", *lists, "-", "--jsonl", status=0, text=False, input=gzip.compress(log.encode())).stdout.splitlines())), sorted(wanted))
many = file("many.txt", log * 20_000)
same("threads", found(*lists, many, "--jobs", 1), found(*lists, many, "--jobs", 4))
counts, _ = summary(*lists, many)
same("counts by indicator", {row["indicator"]: row["lines"] for row in counts["counts"]},
     {indicator: 20_000 for _, indicator, _ in wanted})
same("names below an indicator left out", [row for row in found(*lists, path, "--exact") if row[0] == 1], [])

# What is surely no finding is held back where one can see it, and told when that is wanted.
resolver = file("resolver.txt", "8.8.8.8\nplain.example\n")
asked, _ = summary("-i", resolver, file("dns.log", "8.8.8.8 plain.example\n"))
same("held back", (asked["sightings"], asked["held_back"]), (1, 1))
expect("held back", any("public resolver" in (row["benign"] or "") for row in asked["counts"]), asked["counts"])
same("told all the same", len(sightings("-i", resolver, here / "dns.log", "--no-benign")), 2)
same("a list of one's own", summary("-i", plain, here / "log.txt", "--benign", file("ours.txt", "plain.example\n"))[0]["held_back"], 1)

# A packed log that is cut off is read as far as it goes, and the rest of the logs too.
cut = gzip.compress(b"".join(b"row %d www.plain.example\n" % i for i in range(100_000)))
said, errors = summary(*lists, file("cut.gz", cut[:len(cut) // 2]), path)
expect("cut in its packing", said["logs"][0]["problem"] and "cut.gz" in errors, f"{said['logs'][0]} {errors}")
expect("cut in its packing", 10_000 < said["logs"][0]["sightings"] < 90_000, said["logs"][0])
same("the log behind it", said["logs"][1]["sightings"], len(wanted))
said, errors = summary(*lists, file("damaged.gz", cut[:2000] + b"\xff" * 50 + cut[2050:]), path)
expect("damaged", said["logs"][0]["problem"] and "damaged.gz" in errors, errors)
said, _ = summary(*lists, file("mid-line.txt", log + "dns www.plain.exam"))
same("cut in mid-line", (said["logs"][0]["cut"], said["logs"][0]["lines"], said["sightings"]), (True, 8, len(wanted)))

# Encodings of every kind in one log; bytes that are none.
mixed = (b"utf-8 \xc3\xa9t\xc3\xa9 plain.example\nlatin-1 \xe9t\xe9 plain.example\r\nnothing \x00\x01\xff\xfe plain.example\n"
         b"\xf0\x28\x8c\xbc plain.example\n" + "wide plain.example\n".encode("utf-16-le") + b"last plain.example\n")
said, _ = summary(*lists, file("mixed.txt", mixed))
same("mixed encodings", (said["logs"][0]["not_utf8"], said["sightings"]), (3, 5))
for row in sightings(*lists, here / "mixed.txt"):
    expect("mixed encodings", "plain.example" in row["context"], row)
same("UTF-16", sorted(found(*lists, file("wide.txt", log.encode("utf-16")))), sorted(wanted))

# Lists that are broken: what can be read is, the rest is counted and named.
broken = file("broken.csv", b"indicator,type\nplain.example,domain\nonly one cell\n\"unclosed,domain\nx\xff\xfe,domain\nnot an indicator,domain\n")
said, _ = summary("-i", broken, path)
expect("a broken CSV", said["lists"][0]["unusable"] >= 2 and said["sightings"] == 1, said["lists"])
expect("a broken CSV", said["lists"][0]["oddities"], said["lists"])
said, _ = summary("-i", file("half.json", bundle.read_bytes()[:-150]), "-i", plain, path)
same("a bundle cut off", (said["lists"][0]["unusable"], said["lists"][0]["taken"] > 0), (1, True))
same("a pattern that is not simple", summary("-i", bundle, path)[0]["lists"][0]["unusable"], 1)

# A packed log that unpacks to far more than it is: left there, in little memory, and the next one is read.
bomb = file("bomb.gz", gzip.compress(b"\0" * (16 * mebi)) * (64 if not sanitized else 24))
expect("a bomb", bomb.stat().st_size < 2 * mebi, "larger than meant")
said, errors = summary(*lists, bomb, path)
expect("a bomb", said["logs"][0]["problem"] and "bomb.gz" in errors, errors)
expect("a bomb", said["logs"][0]["bytes"] < 300 * mebi, said["logs"][0])
same("the log behind a bomb", said["logs"][1]["sightings"], len(wanted))

# A line of a gibibyte, and logs that do not end: the memory is that of a short one.
words = (b"word 10.1.2.3 www.good.example/path?x=1 " * 27_000)[:mebi - 1]
rows = (b"1790000000.1\t10.1.2.3\twww.good.example\t192.0.3.4\n" * 25_000)[:mebi]
rows = rows[:rows.rfind(b"\n") + 1]
long = 1024 if not sanitized else 64
said, memory = fed(lists, [b"first plain.example\n", *([words + b" "] * long), b"plain.example\n", b"last plain.example"])
one = said["logs"][0]
same("a line of a gibibyte", (one["lines"], one["long_lines"], one["sightings"], one["cut"]), (3, 1, 3, True))
_, short_line = fed(lists, [words + b"\n"] * 16)
_, small = fed(lists, [rows] * 24)
said, large = fed(lists, [rows] * 240)
same("a log of 240 MiB", said["logs"][0]["bytes"], 240 * len(rows))
if not sanitized:
    expect("memory while the log grows tenfold", large <= 1.1 * small, f"{small:.1f} MiB, then {large:.1f} MiB")
    expect("memory for a line of a gibibyte", memory <= 1.1 * short_line + 8, f"{short_line:.1f} MiB, then {memory:.1f} MiB")
    print(f"memory: {small:.1f} MiB for 24 MiB of log, {large:.1f} MiB for 240 MiB, {memory:.1f} MiB for a line of 1 GiB")
finish()
