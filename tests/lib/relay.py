#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Vitrine authors
"""A relay between a program and a libvirt daemon's socket: it counts, and it makes faults.

    relay.py LISTEN DAEMON CONTROL

Orders come as JSON lines on the CONTROL socket, and each is answered by one line:

    {"delay_ms": 200}                 every message takes half of that longer, each way
    {"slow": {"PROCEDURE": 30000}}    the replies of that procedure come so many ms later
    {"hang": ["PROCEDURE"]}           its replies are kept back; "all" keeps everything back
    {"hang": []}                      lets go of what was kept
    {"cut": true}                     closes every connection there is
    {"refuse": true}                  lets nobody connect, until {"refuse": false}
    {"count": true}                   what has passed since the last {"reset": true}
    {"log": "PATH"}                   writes one JSON line per message from now on

Descriptors are not passed on.
"""

import asyncio
import collections
import contextlib
import json
import os
import re
import socket
import struct
import subprocess
import sys
import time

import processes

REMOTE, QEMU, KEEPALIVE = 0x20008086, 0x20008087, 0x6B656570
CALL, REPLY, EVENT, STREAM = range(4)
HEADER = struct.Struct(">7I")
LONGEST = 64 << 20
PROCEDURE_TABLE = "/usr/share/systemtap/tapset/libvirt_functions.stp"


def procedure_names(path=PROCEDURE_TABLE):
    """(program, number) -> name, from the table that libvirt installs for tracers."""
    names, program = {}, None
    pattern = re.compile(r"program == (\d+)|proc == (\d+)|procstr = \"(\w+)\"")
    try:
        with open(path, encoding="utf-8") as stream:
            text = stream.read()
    except OSError:
        return names
    number = None
    for match in pattern.finditer(text):
        if match[1]:
            program = int(match[1])
        elif match[2]:
            number = int(match[2])
        elif program is not None and number is not None:
            names[program, number] = match[3]
    return names


class Counts:
    """What passed since the last reset."""

    def __init__(self):
        self.calls = collections.Counter()
        self.replies = collections.Counter()
        self.reply_bytes = collections.Counter()
        self.events = collections.Counter()
        self.sent = self.received = self.depth = 0

    def as_dict(self):
        return {
            "calls": dict(self.calls),
            "total_calls": sum(self.calls.values()),
            "replies": dict(self.replies),
            "reply_bytes": dict(self.reply_bytes),
            "events": dict(self.events),
            "bytes_to_daemon": self.sent,
            "bytes_from_daemon": self.received,
            "round_trips": self.depth,
        }


class Message:
    def __init__(self, data, names):
        self.data = data
        _, program, _, number, self.kind, self.serial, _ = HEADER.unpack_from(data)
        self.program = program
        if program == KEEPALIVE:
            self.name = "keepalive"
        else:
            prefix = "" if program == REMOTE else f"{program:#x}."
            self.name = prefix + names.get((program, number), str(number))


class Connection:
    """One client and its own connection to the daemon."""

    def __init__(self, relay, client, server):
        self.relay, self.client, self.server = relay, client, server
        self.calls = {}
        self.seen_depth = 0
        self.kept = []

    async def run(self):
        pumps = [asyncio.create_task(self._pump(self.client[0], self.server[1], True)),
                 asyncio.create_task(self._pump(self.server[0], self.client[1], False))]
        try:
            await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for pump in pumps:
                pump.cancel()
            self.close()

    def close(self):
        for _, writer in (self.client, self.server):
            with contextlib.suppress(OSError, RuntimeError):
                writer.close()

    async def _pump(self, reader, writer, up):
        line = asyncio.Queue()
        sender = asyncio.create_task(self._send(line, writer))
        try:
            while True:
                head = await reader.readexactly(4)
                length = struct.unpack(">I", head)[0]
                if not HEADER.size <= length <= LONGEST:
                    break
                message = Message(head + await reader.readexactly(length - 4), self.relay.names)
                self._pass_on(message, line, up)
        except (asyncio.IncompleteReadError, OSError):
            # What is on its way arrives before the end does, as on a real link.
            line.put_nowait((0, None))
            with contextlib.suppress(OSError):
                await sender
        finally:
            sender.cancel()

    def _pass_on(self, message, line, up):
        self.relay.note(self, message, up)
        if self.relay.keeps(message, up):
            self.kept.append((message, line))
            return
        extra = 0.0 if up or message.kind != REPLY else self.relay.slow.get(message.name, 0)
        if extra:
            asyncio.get_running_loop().call_later(extra / 1000, self._queue, message, line)
        else:
            self._queue(message, line)

    def _queue(self, message, line):
        line.put_nowait((time.monotonic() + self.relay.delay_ms / 2000, message))

    def let_go(self):
        kept, self.kept = self.kept, []
        for message, line in kept:
            self._queue(message, line)

    @staticmethod
    async def _send(line, writer):
        while True:
            due, message = await line.get()
            pause = due - time.monotonic()
            if message is None:
                return
            if pause > 0:
                await asyncio.sleep(pause)
            writer.write(message.data)
            await writer.drain()


class Server:
    def __init__(self, listen, daemon):
        self.listen, self.daemon = listen, daemon
        self.names = procedure_names()
        self.counts = Counts()
        self.connections = set()
        self.delay_ms, self.slow, self.hang = 0, {}, []
        self.started = time.monotonic()
        self.log = None
        self.listener = None
        self.tasks = set()

    def note(self, connection, message, up):
        counts, size = self.counts, len(message.data)
        if up:
            counts.sent += size
        else:
            counts.received += size
        if message.kind == CALL and up:
            depth = connection.seen_depth + 1
            connection.calls[message.serial] = depth
            counts.depth = max(counts.depth, depth)
            counts.calls[message.name] += 1
        elif message.kind == REPLY and not up:
            depth = connection.calls.pop(message.serial, 0)
            connection.seen_depth = max(connection.seen_depth, depth)
            counts.replies[message.name] += 1
            counts.reply_bytes[message.name] += size
        elif message.kind == EVENT and message.program != KEEPALIVE:
            counts.events[message.name] += 1
        if self.log:
            self.log.write(json.dumps({
                "at": round(time.monotonic() - self.started, 4), "up": up, "kind": message.kind,
                "procedure": message.name, "serial": message.serial, "bytes": size}) + "\n")

    def keeps(self, message, up):
        if self.hang == "all":
            return True
        return not up and message.kind == REPLY and message.name in self.hang

    async def serve(self, reader, writer):
        try:
            server = await asyncio.open_unix_connection(self.daemon)
        except OSError:
            writer.close()
            return
        connection = Connection(self, (reader, writer), server)
        self.connections.add(connection)
        try:
            await connection.run()
        finally:
            self.connections.discard(connection)

    async def open(self):
        self.listener = await asyncio.start_unix_server(self.serve, self.listen)
        os.chmod(self.listen, 0o666)

    def close(self):
        self.listener.close()
        self.listener = None
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self.listen)

    async def obey(self, order):
        """Carry out one order; return the answer."""
        if "delay_ms" in order:
            self.delay_ms = float(order["delay_ms"])
        if "slow" in order:
            self.slow = dict(order["slow"])
        if "hang" in order:
            self.hang = order["hang"]
            if not self.hang:
                for connection in self.connections:
                    connection.let_go()
        if order.get("cut"):
            for connection in list(self.connections):
                connection.close()
        if "refuse" in order and order["refuse"] == (self.listener is not None):
            if order["refuse"]:
                self.close()
            else:
                await self.open()
        if "log" in order:
            self.log = open(order["log"], "w", buffering=1, encoding="utf-8")
        answer = {"connections": len(self.connections)}
        if order.get("count"):
            answer.update(self.counts.as_dict())
        if order.get("reset"):
            self.counts = Counts()
            for connection in self.connections:
                connection.seen_depth = 0
                connection.calls = dict.fromkeys(connection.calls, 0)
        return answer

    async def take_orders(self, reader, writer):
        while line := await reader.readline():
            try:
                answer = await self.obey(json.loads(line))
            except (ValueError, KeyError, TypeError, OSError) as error:
                answer = {"error": str(error)}
            writer.write(json.dumps(answer).encode() + b"\n")
            await writer.drain()
        writer.close()


async def _serve(listen, daemon, control):
    server = Server(listen, daemon)
    await server.open()
    orders = await asyncio.start_unix_server(server.take_orders, control)
    print("ready", flush=True)
    await orders.serve_forever()


class Relay:
    """A relay in a process of its own. Use as a context manager; `uri` goes through it."""

    def __init__(self, folder, daemon_socket, uri="qemu+unix:///session?socket={}"):
        self.socket = os.path.join(folder, "relay.sock")
        self.uri = uri.format(self.socket)
        self._control_path = os.path.join(folder, "relay.control")
        self._daemon_socket = daemon_socket
        self._process = self._control = None

    def __enter__(self):
        for path in (self.socket, self._control_path):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path)
        self._process = processes.spawn(
            [sys.executable, os.path.abspath(__file__), self.socket, self._daemon_socket,
             self._control_path], stdout=subprocess.PIPE, stderr=None)
        if self._process.stdout.readline() != b"ready\n":
            raise RuntimeError("the relay did not start")
        control = socket.socket(socket.AF_UNIX)
        control.connect(self._control_path)
        self._control = control.makefile("rw")
        control.close()
        return self

    def __exit__(self, *exc):
        if self._control:
            self._control.close()
        processes.stop(self._process)
        self._process.stdout.close()

    def order(self, **order):
        """Give an order, see above, and return the answer."""
        self._control.write(json.dumps(order) + "\n")
        self._control.flush()
        answer = json.loads(self._control.readline())
        if "error" in answer:
            raise ValueError(answer["error"])
        return answer

    def counts(self, reset=False):
        return self.order(count=True, reset=reset)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(*sys.argv[1:]))
