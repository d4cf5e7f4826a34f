#!/usr/bin/env python3
"""How fast documents are added, beside reading them alone, and how much memory that takes.

usage: bench/workspace/adding.py PROGRAM [ARTICLES]
Made-up articles (10,000 unless said), one a line. Times are of the processor, so that other work on the machine counts
little; reading and adding run in one thread each. Memory is the greatest that the program held. Bars: adding at 60 % of
reading's speed or more; memory for all articles within 1.25 times that for half of them (for a tenth it is printed too: with
few, the cache of the workspace, 64 MiB, is not yet full). Fails below them.
"""
import json
import os
import pathlib
import random
import resource
import shutil
import sys
import tempfile

program = str(pathlib.Path(sys.argv[1]).resolve())
count = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
folder = pathlib.Path(tempfile.mkdtemp(prefix="whence-adding-"))
choose = random.Random(1)
states = ["Xalia", "Xebros", "Xorland", "Xindar", "the government of Xemora", "the foreign ministry of Xufinia"]
acts = ["accused {b} of reading its parliament's mail", "blamed {b} for the attack on its ministry of water", "denied any involvement",
        "said that a group called XAPT-7 had entered the network of its power company", "rejected the claims of {b} as baseless",
        "imposed sanctions on {b} over the cyber attack on its port", "said that nothing had been taken"]
filler = ["The harbour was closed for most of the morning while engineers checked the cranes.", "Shares of the company fell slightly.",
          "Parliament will return to the question after the summer recess.", "Two ships waited off the cape until the fog had lifted."]


def article(number):
    sentences = ["EXERCISE: an invented incident."]
    for _ in range(18):
        if choose.random() < 0.5:
            sentences.append(choose.choice(filler))
            continue
        a, b = choose.sample(states, 2)
        act = choose.choice(acts).format(b=b)
        sentences.append(f"{a[0].upper()}{a[1:]} {act} on {choose.randint(1, 28)} March, a spokesman said.")
    text = "\n\n".join(" ".join(sentences[i:i + 3]) for i in range(0, len(sentences), 3))
    return {"id": f"a{number}", "title": f"Article {number}", "text": text, "source": f"Outlet {number % 40}",
            "published": f"2026-{choose.randint(1, 9):02}-{choose.randint(1, 28):02}"}


def spent(*arguments):
    """Seconds of the processor and greatest memory in MiB of one run."""
    process = os.spawnvpe(os.P_NOWAIT, program, [program, *map(str, arguments)],
                          {**os.environ, "XDG_DATA_HOME": "/nonexistent", "NO_COLOR": "1"})
    _, status, usage = os.wait4(process, 0)
    if status != 0:
        sys.exit(f"{' '.join(map(str, arguments))}: status {status}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


try:
    with open(os.devnull, "w", encoding="utf-8") as silent:
        os.dup2(silent.fileno(), 1)
    print_to = sys.stderr
    feed = folder / "feed.jsonl"
    parts = {count // 10: folder / "tenth.jsonl", count // 2: folder / "half.jsonl"}
    with open(feed, "w", encoding="utf-8") as file:
        for number in range(count):
            line = json.dumps(article(number)) + "\n"
            file.write(line)
            if number + 1 in parts:
                file.flush()
                shutil.copy(feed, parts[number + 1])
    size = feed.stat().st_size / 1e6
    reading, reading_memory = spent("read", "--jsonl", feed)
    adding, memory = spent("add", "--jobs", 1, "-w", folder / "w.db", feed)
    tenth, half = (spent("add", "--jobs", 1, "-w", folder / f"{part}.db", path)[1] for part, path in parts.items())
    ratio = reading / adding
    print(f"{count:,} articles, {size:.1f} MB: read {reading:.1f} s ({count / reading:,.0f} a second), added {adding:.1f} s "
          f"({count / adding:,.0f} a second): {100 * ratio:.0f} % of reading's speed; workspace {(folder / 'w.db').stat().st_size / 1e6:.0f} MB",
          file=print_to)
    print(f"greatest memory: {count:,} articles {memory:.0f} MiB, {count // 2:,} articles {half:.0f} MiB, {count // 10:,} articles "
          f"{tenth:.0f} MiB; reading alone {reading_memory:.0f} MiB", file=print_to)
    bounded = memory <= 1.25 * half
    status = 0 if ratio >= 0.6 and bounded else 1
finally:
    shutil.rmtree(folder, ignore_errors=True)
sys.exit(status)
