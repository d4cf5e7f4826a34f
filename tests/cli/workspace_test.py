#!/usr/bin/env python3
"""The workspace through the program itself: fifty kills, a second writer, a read-only folder, no room, damaged files.

usage: tests/cli/workspace_test.py PROGRAM [--kills N]
Prints the seed; the same seed kills at the same times, as far as the machine allows.
"""
import contextlib
import json
import os
import pathlib
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from trial import environment, expect, finish, folder, program, whence

kills = int(sys.argv[sys.argv.index("--kills") + 1]) if "--kills" in sys.argv else 50
base = folder("workspace")


def one_line_error(what, answer, *words, status=1):
    expect(what, answer.returncode == status, f"status {answer.returncode}: {answer.stderr[:300]}")
    expect(what, answer.stderr.startswith("whence: ") and answer.stderr.count("\n") == 1, f"not one line: {answer.stderr[:300]!r}")
    for word in words:
        expect(what, word in answer.stderr, f"does not say {word!r}: {answer.stderr[:300]!r}")


def articles(path, count, seed):
    """Invented statements of invented states, one article a line."""
    choose = random.Random(seed)
    states = ["Xalia", "Xebros", "the government of Xalia", "the government of Xebros"]
    acts = ["accused {b} of reading its parliament's mail", "blamed {b} for the attack on its ministry",
            "denied any involvement in the intrusion", "said hackers had entered its power company's network",
            "rejected the claims as baseless", "imposed sanctions on {b} over the cyber attack"]
    with open(path, "w", encoding="utf-8") as file:
        for number in range(count):
            sentences = ["EXERCISE: an invented incident."]
            for _ in range(choose.randint(3, 9)):
                a, b = choose.sample(states, 2)
                act = choose.choice(acts).format(b=b)
                sentences.append(f"{a[0].upper()}{a[1:]} {act} on {choose.randint(1, 28)} March, a spokesman said.")
            file.write(json.dumps({"id": f"a{number}", "title": f"Article {number}", "text": " ".join(sentences),
                                   "published": f"2026-{choose.randint(1, 9):02}-{choose.randint(1, 28):02}"}) + "\n")


def content(path):
    """Everything of a workspace in an order that does not depend on who wrote what first."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        documents = database.execute("SELECT key, name, text, layout FROM documents ORDER BY key").fetchall()
        claims = database.execute("SELECT d.key, c.ordinal, c.key, c.body FROM claims c JOIN readings r ON r.id = c.reading "
                                  "JOIN documents d ON d.id = r.document ORDER BY 1, 2").fetchall()
        facets = database.execute("SELECT t.kind, t.value, f.day, c.key FROM facets f JOIN claims c ON c.id = f.claim JOIN terms t ON t.id = f.term "
                                  "ORDER BY 1, 2, 3, 4").fetchall()
    return documents, claims, facets


def killed_fifty_times():
    seed = random.randrange(1 << 30)
    print(f"seed {seed}")
    choose = random.Random(seed)
    feed, whole, killed = base / "feed.jsonl", base / "whole.db", base / "killed.db"
    count = 1500
    articles(feed, count, seed)
    begun = time.monotonic()
    answer = whence("add", "-w", whole, feed)
    took = time.monotonic() - begun
    expect("add", answer.returncode == 0 and f"{count:,} documents new" in answer.stdout, answer.stdout + answer.stderr)
    acknowledged, partial = set(), 0
    for number in range(kills):
        # Over the run: while it starts, while it reads, while it writes.
        process = subprocess.Popen([program, "add", "--list", "-w", str(killed), str(feed)], stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, env=environment, stdin=subprocess.DEVNULL)
        time.sleep(choose.uniform(0.01, max(0.05, took * 0.4)))
        process.send_signal(signal.SIGKILL)
        said = process.communicate()[0].decode()
        lines = said.splitlines(keepends=True)
        acknowledged |= {line.split()[1] for line in lines if line.endswith("\n") and line.startswith("new ")}
        if not killed.exists():
            continue
        try:
            with sqlite3.connect(f"file:{killed}?mode=ro", uri=True) as database:
                there = {key for key, in database.execute("SELECT key FROM documents")}
                loose = database.execute("SELECT count(*) FROM documents WHERE id NOT IN (SELECT document FROM newest)").fetchone()[0]
        except sqlite3.OperationalError:
            there, loose = set(), 0  # killed before the first table
        lost = acknowledged - there
        expect(f"kill {number}", not lost, f"{len(lost)} acknowledged documents lost")
        expect(f"kill {number}", loose == 0, f"{loose} documents without a reading")
        partial += 0 < len(there) < count
        if len(there) == count:
            for ending in ("", "-wal", "-shm"):
                pathlib.Path(str(killed) + ending).unlink(missing_ok=True)
            acknowledged.clear()
        if number % 10 == 9 and killed.exists() and there:
            answer = whence("check", killed)
            expect(f"check after kill {number}", answer.returncode == 0, answer.stdout + answer.stderr)
    expect("kills", partial >= kills // 4, f"only {partial} of {kills} hit a half-filled workspace")
    answer = whence("add", "-w", killed, feed)
    expect("add after the kills", answer.returncode == 0, answer.stderr)
    expect("the same content as a run in peace", content(killed) == content(whole))
    answer = whence("check", killed)
    expect("check in the end", answer.returncode == 0, answer.stdout + answer.stderr)
    answer = whence("add", "-w", killed, feed)
    expect("add again", f"0 documents new, {count:,} known" in answer.stdout, answer.stdout)
    print(f"{kills} kills, {partial} of them in a half-filled workspace; a whole run took {took:.1f} s")


def second_writer():
    path, article = base / "busy.db", base / "one.txt"
    article.write_text("EXERCISE: invented. Xalia accused Xebros of reading its parliament's mail.\n")
    expect("first add", whence("add", "-w", path, article).returncode == 0)
    other = base / "two.txt"
    other.write_text("EXERCISE: invented. Xebros denied the claims of Xalia.\n")
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    one_line_error("second writer", whence("add", "-w", path, other), "busy", str(path))
    expect("a reader beside a writer", whence("check", path).returncode == 0)
    holder.execute("ROLLBACK")
    holder.close()
    expect("add when it is free again", "1 document new" in whence("add", "-w", path, other).stdout)


def read_only_folder():
    folder = base / "locked"
    folder.mkdir()
    article = base / "one.txt"
    expect("add", whence("add", "-w", folder / "w.db", article).returncode == 0)
    whence("check", folder / "w.db")
    base.chmod(0o755)
    for path in [folder, *folder.iterdir()]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    options = {"user": 65534, "group": 65534} if os.geteuid() == 0 else {}
    try:
        one_line_error("add to a read-only folder", whence("add", "-w", folder / "w.db", base / "two.txt", **options), "w.db")
        one_line_error("add a new one to it", whence("add", "-w", folder / "new.db", base / "two.txt", **options), "new.db")
        answer = whence("check", folder / "w.db", **options)
        expect("check in a read-only folder", answer.returncode == 0, answer.stdout + answer.stderr)
        # Side files that an earlier reader left there, with nothing in them.
        folder.chmod(0o755)
        for name in ["w.db-wal", "w.db-shm"]:
            (folder / name).touch(0o444)
        folder.chmod(0o555)
        answer = whence("ledger", "-w", folder / "w.db", "--claims", **options)
        expect("ledger beside empty side files", answer.returncode == 0, answer.stdout + answer.stderr)
        one_line_error("backup into it", whence("backup", "-w", folder / "w.db", folder / "b.db", **options), "b.db")
    finally:
        folder.chmod(0o755)


def failed_for_nothing():
    """What fails leaves no workspace behind that was not there; what was not read is told by the exit status."""
    folder = base / "nothing"
    folder.mkdir()
    path = folder / "new.db"
    (folder / "empty.txt").touch()
    expect("add what is not there", whence("add", "-w", path, folder / "no.txt").returncode == 1)
    expect("add what cannot be read", whence("add", "-w", path, folder / "empty.txt").returncode == 1)
    expect("open what is not there", whence("case", "open", "-w", path, folder / "no.whence").returncode == 1)
    expect("nothing is left behind", not list(folder.glob("new.db*")), str(list(folder.iterdir())))
    answer = whence("add", "-w", path, base / "one.txt", folder / "empty.txt")
    expect("add of which some is read", answer.returncode == 1 and "1 document new" in answer.stdout, answer.stdout)
    expect("what was read is kept", whence("check", path).returncode == 0)


def no_room():
    """The system refuses to let a file grow: what happens at a quota or on a full disk."""
    feed, path = base / "feed.jsonl", base / "full.db"

    def little():
        resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))

    answer = subprocess.run([program, "add", "--list", "-w", str(path), str(feed)], capture_output=True, text=True,
                            env=environment, preexec_fn=little, timeout=600)
    one_line_error("no room", answer, str(path), "kept")
    acknowledged = {line.split()[1] for line in answer.stdout.splitlines() if line.startswith("new ")}
    answer = whence("check", path)
    expect("check after no room", answer.returncode == 0, answer.stdout + answer.stderr)
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        there = {key for key, in database.execute("SELECT key FROM documents")}
    expect("nothing lost for want of room", acknowledged <= there, f"{len(acknowledged - there)} lost")
    expect("add with room again", whence("add", "-w", path, feed).returncode == 0)
    expect("the same content in the end", content(path) == content(base / "whole.db"))
    disk = base / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=700k", "none", str(disk)], capture_output=True).returncode != 0:
        print("skipped: a full disk (no right to mount a small one)")
        return
    try:
        one_line_error("full disk", whence("add", "-w", disk / "w.db", feed), "full", "w.db")
        answer = whence("check", disk / "w.db")
        expect("check on a full disk", answer.returncode == 0, answer.stdout + answer.stderr)
        one_line_error("backup to a full disk", whence("backup", "-w", path, disk / "b.db"), "b.db")
        expect("no half backup", not list(disk.glob("b.db*")), str(list(disk.iterdir())))
    finally:
        subprocess.run(["umount", str(disk)], check=False)


def rows(path):
    """Every row of every table; full-text indexes apart, whose tables are SQLite's own."""
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as opened:
        kinds = opened.execute("PRAGMA table_list").fetchall()
        names = sorted(row[1] for row in kinds if row[2] == "table" and not row[1].startswith("sqlite_"))
        return {name: opened.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}


def damaged():
    """Bytes changed anywhere are found, or lie where no row is; never a crash."""
    good = base / "good.db"
    expect("backup", whence("backup", "-w", base / "whole.db", good).returncode == 0)
    size = good.stat().st_size
    kept = rows(good)
    choose = random.Random(7)
    found = 0
    for _ in range(12):
        bad = base / "bad.db"
        shutil.copy(good, bad)
        at = choose.randrange(100, size - 600)
        with open(bad, "r+b") as file:
            file.seek(at)
            file.write(bytes(choose.randrange(256) for _ in range(500)))
        answer = whence("check", bad)
        expect(f"500 bytes changed at {at}", answer.returncode in (0, 1), f"status {answer.returncode}: {answer.stderr[:200]}")
        found += answer.returncode == 1
        if answer.returncode == 0:
            expect(f"500 bytes changed at {at} and not found: no row differs", rows(bad) == kept)
    expect("damage found", found >= 6, f"{found} of 12")
    cut = base / "cut.db"
    cut.write_bytes(good.read_bytes()[: size // 2])
    expect("cut in half", whence("check", cut).returncode == 1)
    answer = whence("add", "-w", cut, base / "two.txt")
    expect("add to half a file", answer.returncode in (0, 1), f"status {answer.returncode}")
    for name, what in (("empty.db", b""), ("text.db", b"no workspace at all\n" * 500)):
        (base / name).write_bytes(what)
    one_line_error("a text file", whence("add", "-w", base / "text.db", base / "two.txt"), "text.db", "--workspace")
    expect("an empty file becomes one", whence("add", "-w", base / "empty.db", base / "two.txt").returncode == 0)
    one_line_error("a folder", whence("add", "-w", base, base / "two.txt"), str(base))
    one_line_error("no such folder", whence("add", "-w", base / "no" / "w.db", base / "two.txt"), "folder")


killed_fifty_times()
second_writer()
read_only_folder()
failed_for_nothing()
no_room()
damaged()
finish()
