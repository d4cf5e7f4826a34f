#!/usr/bin/env python3
"""How fast documents are added, beside reading them alone, and how much memory that takes.

usage: bench/workspace/adding.py PROGRAM [ARTICLES]
Made-up articles, one a line. Times are of the processor, so that other work on the machine counts little; each part
runs in one thread. Bars: adding at 60 % of reading's speed or more; memory for 10,000 articles within 1.25 times that
for 5,000. Fails below them.
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
    feed, part = folder / "feed.jsonl", folder / "part.jsonl"
    with open(feed, "w", encoding="utf-8") as file:
        for number in range(count):
            line = json.dumps(article(number)) + "\n"
            file.write(line)
            if number == count // 2:
                file.flush()
                shutil.copy(feed, part)
    size = feed.stat().st_size / 1e6
    reading, _ = spent("read", "--jsonl", feed)
    adding, memory = spent("add", "--jobs", 1, "-w", folder / "w.db", feed)
    _, memory_of_part = spent("add", "--jobs", 1, "-w", folder / "p.db", part)
    ratio = reading / adding
    print(f"{count:,} articles, {size:.1f} MB: read {reading:.1f} s ({count / reading:,.0f} a second), added {adding:.1f} s "
          f"({count / adding:,.0f} a second): {100 * ratio:.0f} % of reading's speed; workspace {(folder / 'w.db').stat().st_size / 1e6:.0f} MB; "
          f"memory {memory:.0f} MiB, for half of them {memory_of_part:.0f} MiB", file=print_to)
    status = 0 if ratio >= 0.6 and memory <= 1.25 * memory_of_part else 1
finally:
    shutil.rmtree(folder, ignore_errors=True)
sys.exit(status)
