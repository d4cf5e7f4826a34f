#!/usr/bin/env python3
"""whence serve under attack: a normal request is still answered in 100 ms, and memory stays bounded.

usage: serve_test.py WHENCE [--sanitized]
"""
import asyncio
import http.client
import os
import pathlib
import ssl
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.abspath(sys.argv[1])
SLOW = 8 if "--sanitized" in sys.argv else 1
BUDGET = 0.1 * SLOW
MEMORY_MB = 700 * SLOW
NORMAL = b"GET /api/version HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
problems = []


def check(sound, what):
    print(("ok    " if sound else "WRONG ") + what)
    if not sound:
        problems.append(what)


def memory_mb(pid):
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return max(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) // 1024


async def answered(port, request=NORMAL, wait=20):
    """Status and seconds; status 0: closed without an answer."""
    start = time.monotonic()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    try:
        line = await asyncio.wait_for(reader.readline(), wait)
    except (asyncio.TimeoutError, ConnectionError):
        line = b""
    seconds = time.monotonic() - start
    writer.close()
    return (int(line.split()[1]) if line else 0), seconds


async def prompt(port, what):
    """The median of five: the machine may be busy with something else."""
    results = [await answered(port) for _ in range(5)]
    median = sorted(seconds for _, seconds in results)[2]
    check(all(status == 200 for status, _ in results) and median < BUDGET, f"{what}: {median * 1000:.0f} ms")


async def opened(port, count, start):
    links = []
    for begin in range(0, count, 100):
        part = await asyncio.gather(*[asyncio.open_connection("127.0.0.1", port) for _ in range(min(100, count - begin))])
        for _, writer in part:
            writer.write(start)
        links += part
    return links


async def many_at_once(port):
    links = await opened(port, 1000, b"")
    await prompt(port, "a normal request beside 1,000 open connections")
    start = time.monotonic()
    for _, writer in links:
        writer.write(NORMAL)
    lines = await asyncio.gather(*[reader.readline() for reader, _ in links])
    seconds = time.monotonic() - start
    check(all(line.startswith(b"HTTP/1.1 200") for line in lines), f"1,000 requests at once: {seconds:.2f} s for all")
    for _, writer in links:
        writer.close()


async def slow_heads(port):
    links = await opened(port, 1000, b"GET /api/version HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: ")

    async def drip():
        while True:
            for _, writer in links:
                writer.write(b"a")
            await asyncio.sleep(1)

    dripping = asyncio.create_task(drip())
    await prompt(port, "a normal request beside 1,000 that send a byte a second")
    start = time.monotonic()
    try:
        ends = await asyncio.wait_for(asyncio.gather(*[reader.read() for reader, _ in links], return_exceptions=True),
                                      20 * SLOW)
        closed = sum(isinstance(end, Exception) or b" 408 " in end[:20] for end in ends)
    except asyncio.TimeoutError:
        closed = 0
    check(closed == 1000, f"{closed} of 1,000 slow ones closed after {time.monotonic() - start:.0f} s")
    dripping.cancel()
    for _, writer in links:
        writer.close()


async def slow_readers(port):
    """Ask for something large and do not read it."""
    request = b"GET /api/ledger HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 4
    links = await opened(port, 200, request)
    await asyncio.sleep(1)
    await prompt(port, "a normal request beside 200 that do not read their answers")
    for _, writer in links:
        writer.close()


async def uploads(port):
    head = b"POST /api/documents?name=a HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Whence: 1\r\nContent-Type: text/plain\r\n"
    status, seconds = await answered(port, head + b"Content-Length: 10000000000\r\n\r\n")
    check(status == 413, f"10 GB that are declared: {status} in {seconds * 1000:.0f} ms")
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(head + b"Transfer-Encoding: chunked\r\n\r\n")
    piece = b"%x\r\n" % (1 << 20) + b"a" * (1 << 20) + b"\r\n"
    sent, line = 0, b""
    answer = asyncio.create_task(reader.readline())
    try:
        while sent < 10_000_000_000 and not answer.done():
            writer.write(piece)
            await writer.drain()
            sent += 1 << 20
        line = await asyncio.wait_for(answer, 20)
    except ConnectionError:
        line = answer.result() if answer.done() and not answer.exception() else b""
    check(line.startswith(b"HTTP/1.1 413"), f"10 GB in chunks: {line[9:12].decode()} after {sent >> 20} MB")
    writer.close()
    half = head + b"Content-Length: 60000000\r\n\r\n" + b"a" * 4_000_000
    links = await opened(port, 60, half)
    await asyncio.sleep(1)
    await prompt(port, "a normal request beside 60 uploads that stopped half-way")
    for _, writer in links:
        writer.close()


async def malformed(port):
    rows = [(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 600, {400, 408, 0}),
            (b"GET\r\n\r\n", {400}), (b"\r\n" * 20000, {400, 408, 0, 431}), (b"A" * 100000, {431}),
            (b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X: y\r\n" * 5000 + b"\r\n", {431}),
            (b"GET /%ff HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", {400}),
            (b"GET /?" + b"a=b&" * 1500 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", {400}),
            (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {400, 505}),
            (b"POST /api/weigh HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Whence: 1\r\nContent-Type: text/plain\r\n"
             b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n", {400}),
            (b"POST /api/cases HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Whence: 1\r\nContent-Type: application/json\r\n"
             b"Content-Length: 200000\r\n\r\n" + b"[" * 200000, {400})]
    for request, wanted in rows:
        status, _ = await answered(port, request, 15)
        check(status in wanted, f"{request[:40]!r}: {status}")
    await prompt(port, "a normal request after all that")


async def busy(port):
    """Long work does not hold up short."""
    weigh = (b"POST /api/weigh HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Whence: 1\r\nContent-Type: text/plain\r\n"
             b"Content-Length: 6\r\n\r\nT1190\n")
    links = await opened(port, 50, weigh)
    answers = [asyncio.ensure_future(reader.readline()) for reader, _ in links]
    weighed, _ = await asyncio.wait(answers, timeout=60, return_when=asyncio.FIRST_COMPLETED)
    check(weighed and all(answer.result().startswith(b"HTTP/1.1 200") for answer in weighed), "the first of 50 cases is weighed")
    await prompt(port, "a normal request beside those that are being weighed")
    waiting = sum(not answer.done() for answer in answers)
    check(waiting > 0, f"{waiting} of 50 cases still wait then")
    for answer in answers:
        answer.cancel()
    for _, writer in links:
        writer.close()


async def run(port, pid):
    await prompt(port, "a normal request alone")
    for attack in (many_at_once, slow_heads, slow_readers, uploads, malformed, busy):
        await attack(port)
    check(memory_mb(pid) < MEMORY_MB, f"memory at its most: {memory_mb(pid)} MB")


def under_tls(folder):
    """A token over TLS; clear text on the same port gets no answer."""
    made = subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost",
                           "-addext", "subjectAltName=DNS:localhost", "-keyout", folder + "/k.pem", "-out", folder + "/c.pem"],
                          capture_output=True, check=False)
    if made.returncode != 0:
        print("      TLS: not tried, openssl makes no certificate here")
        return
    token = "t" * 40
    pathlib.Path(folder, "tokens").write_text("analyst " + token + "\n")
    os.chmod(folder + "/tokens", 0o600)
    server = subprocess.Popen([PROGRAM, "serve", "--listen", "127.0.0.1:0", "--workspace", folder + "/t.db", "--token-file",
                               folder + "/tokens", "--tls-cert", folder + "/c.pem", "--tls-key", folder + "/k.pem"],
                              stdout=subprocess.PIPE, text=True)
    try:
        line = server.stdout.readline()
        port = int(line.split(":")[2].split("/")[0])
        context = ssl.create_default_context(cafile=folder + "/c.pem")
        text = "EXERCISE: invented.\n\n" + "Xalia accused Xebros of reading its mail. " + "words " * 300_000
        for name, value, status in (("Bearer", token, 200), ("Bearer", "x" * 40, 401)):
            link = http.client.HTTPSConnection("localhost", port, context=context, timeout=60)
            link.request("GET", "/api/ledger", headers={"Authorization": f"{name} {value}"})
            answer = link.getresponse()
            body = answer.read()
            check(answer.status == status and (status != 200 or len(body) > 50_000), f"over TLS: {answer.status}, {len(body)} bytes")
        link = http.client.HTTPSConnection("localhost", port, context=context, timeout=60)
        link.request("POST", "/api/documents?name=long.txt", body=text,
                     headers={"Authorization": "Bearer " + token, "Content-Type": "text/plain"})
        check(link.getresponse().status == 202, f"over TLS: {len(text) >> 20} MB taken")
        status, _ = asyncio.run(answered(port, NORMAL, 5))
        check(status == 0, "clear text where TLS is wanted gets no answer")
    finally:
        server.terminate()
        server.wait(120)


def main():
    with tempfile.TemporaryDirectory() as folder:
        under_tls(folder)
        server = subprocess.Popen([PROGRAM, "serve", "--listen", "127.0.0.1:0", "--workspace", folder + "/w.db",
                                   "--rate", "10000"], stdout=subprocess.PIPE, text=True)
        try:
            port = int(server.stdout.readline().split(":")[2].split("/")[0])
            asyncio.run(run(port, server.pid))
            check(server.poll() is None, "the server still runs")
        finally:
            server.terminate()
            check(server.wait(60) == 0, "it stops when it is asked to")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
