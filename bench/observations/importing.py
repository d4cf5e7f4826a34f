#!/usr/bin/env python3
"""How fast logs are imported as observations, in how much memory, and what hostile ones do to it.

usage: bench/observations/importing.py PROGRAM [LINES [PART]]
Made-up passive DNS as CSV, a Zeek conn.log and Suricata's EVE JSON of LINES lines, each. Times are of the processor. Bars: memory for LINES
within 1.1 times that for one PART-th (a tenth) of them; a second run adds nothing and passes over what the first has read;
after a kill the same command comes to the same number; a line of 1 GiB, a bomb and a log cut in its middle are survived.
"""
import gzip
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

program = str(pathlib.Path(sys.argv[1]).resolve())
count = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
part = int(sys.argv[3]) if len(sys.argv) > 3 else 10
folder = pathlib.Path(tempfile.mkdtemp(prefix="whence-importing-"))
environment = {**os.environ, "XDG_DATA_HOME": "/nonexistent", "NO_COLOR": "1"}
failed = False


def check(good, what):
    global failed
    if not good:
        failed = True
        print("wrong:", what)


def address(choose, most):
    place = choose.randrange(most)
    return f"10.{place >> 16}.{place >> 8 & 255}.{place & 255}"


def csv_lines(wanted):
    choose = random.Random(3)
    yield "rrname,rrtype,rdata,time_first,time_last\n"
    for _ in range(wanted):
        first = 1785542400 + 86400 * choose.randrange(100)
        yield f"n{choose.randrange(wanted // 3)}.example,A,{address(choose, wanted // 4)},{first},{first}\n"


def zeek_lines(wanted):
    choose = random.Random(4)
    yield "#separator \\x09\n#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tconn_state\n"
    for i in range(wanted):
        yield f"{1785542400 + i / 100:.6f}\tC{i}\t{address(choose, 300)}\t5353\t{address(choose, wanted // 10)}\t443\ttcp\tSF\n"


def eve_lines(wanted):
    choose = random.Random(5)
    for i in range(wanted):
        name = f"n{choose.randrange(wanted // 3)}.example"
        yield json.dumps({"timestamp": f"2026-08-{1 + i % 28:02}T10:00:00.000000+0000", "event_type": "dns", "src_ip": "10.0.0.5",
                          "dest_ip": "10.0.0.1", "dns": {"type": "answer", "rrname": name, "answers": [
                              {"rrname": name, "rrtype": "A", "ttl": 60, "rdata": address(choose, wanted // 4)}]}}) + "\n"


def run(path, workspace, *more, wanted=0):
    """What the program says of the file, seconds of the processor, greatest memory in MiB."""
    process = subprocess.Popen([program, "import", str(path), "--workspace", str(workspace), "--json", *more], stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL, env=environment, stdin=subprocess.DEVNULL)
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    check(os.waitstatus_to_exitcode(status) == wanted, f"import {path}: status {os.waitstatus_to_exitcode(status)}")
    return json.loads(said)["files"][0], usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def measure(name, lines):
    memory = []
    for wanted in (count // part, count):
        file, workspace = folder / f"{name}-{wanted}", folder / f"{name}-{wanted}.db"
        with open(file, "w", encoding="utf-8") as out:
            out.writelines(lines(wanted))
        told, seconds, most = run(file, workspace)
        again, second, _ = run(file, workspace)
        memory.append(most)
        print(f"{name}: {told['lines']:,} lines, {told['kept']:,} observations: {seconds:.1f} s, {wanted / seconds / 1e6:.2f} M lines/s, "
              f"{most:.0f} MiB, {workspace.stat().st_size / told['kept']:.0f} bytes each; again {second:.1f} s")
        check(told["lines"] == wanted and told["kept"] + told["known"] >= wanted and told["unusable"] == 0, told)
        check(again["kept"] == 0 and again["lines"] == 0 and again["passed_over"] >= wanted, again)
    print(f"{name}: memory grows {memory[1] / memory[0]:.2f} times while the log grows {part} times")
    check(memory[1] <= 1.1 * memory[0], "memory")
    return file, told["kept"]


def after_a_kill(file, wanted):
    workspace = folder / "killed.db"
    process = subprocess.Popen([program, "import", str(file), "--workspace", str(workspace)], stdout=subprocess.DEVNULL, env=environment)
    while process.poll() is None and (not workspace.exists() or not (folder / "killed.db-wal").exists() or
                                      (folder / "killed.db-wal").stat().st_size < 1 << 22):
        time.sleep(0.01)
    process.kill()
    process.wait()
    told, _, _ = run(file, workspace)
    print(f"after a kill: gone on with behind line {told['passed_over']:,}")
    full, _, _ = run(file, workspace, "--set", "source=again")  # another source: each is new
    check(full["kept"] == wanted, f"{full['kept']} observations, wanted {wanted}")
    checked = subprocess.run([program, "check", "--workspace", str(workspace)], stdout=subprocess.PIPE, env=environment)
    check(checked.returncode == 0, checked.stdout.decode())


def hostile():
    head, good = b"subject,relation,object\n", b"a.example,A,192.0.2.1\n"
    long = folder / "long.csv.gz"
    with gzip.open(long, "wb", compresslevel=9) as out:
        out.write(head)
        for _ in range(1024):
            out.write(b"x" * (1 << 20))
        out.write(b"\n" + good)
    told, seconds, most = run(long, folder / "long.db", "--max-ratio", "100000")
    print(f"a line of 1 GiB: {seconds:.1f} s, {most:.0f} MiB")
    check(told["kept"] == 1 and told["unusable"] == 1 and told["oddities"][0]["what"] == "the line is too long" and most < 200, told)
    told, _, most = run(long, folder / "bomb.db", wanted=1)
    check(told["kept"] == 0 and "bomb" in told["problem"] and most < 200, told)
    cut = folder / "cut.csv"
    cut.write_bytes(head + good + "ü.example,A,192.0.2.2\n".encode("latin-1") + b"b.example,A,192.0.2.3\nc.exam")
    told, _, _ = run(cut, folder / "cut.db")
    check(told["kept"] == 2 and told["unusable"] == 2, told)


try:
    for name, lines in (("passive DNS", csv_lines), ("zeek", zeek_lines), ("eve", eve_lines)):
        file, kept = measure(name, lines)
    after_a_kill(file, kept)
    hostile()
finally:
    shutil.rmtree(folder, ignore_errors=True)
sys.exit(1 if failed else 0)
