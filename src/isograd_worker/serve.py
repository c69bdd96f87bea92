"""One worker's life: greet, then answer requests until `Stop` or the end of the pipe."""

import argparse
import ctypes
import faulthandler
import os
import platform
import resource
import signal
import sys
import time
import traceback
from dataclasses import replace
from typing import IO, Any, List, Optional

import numpy as np

from . import loop, machine, protocol
from .adapter import Adapter, MissingPartError, UnsupportedError, load_source
from .attempt import COLOURS, attempt
from .width import WidthError

PR_SET_PDEATHSIG = 1

# Keras writes parts of its messages in bold.
# How the frameworks say that memory ran out, when they do not raise a MemoryError.
OUT_OF_MEMORY = (
    "can't allocate memory",
    "out of memory",
    "resource_exhausted",
    "resourceexhausted",
    "bad_alloc",
)


def die_with_parent() -> None:
    """Linux: the kernel kills this process when the host's thread that started it is gone."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def tell_where() -> None:
    """On SIGUSR2, which the host sends when a request takes too long, print all threads' stacks;
    and never write a core file, which would take minutes and gigabytes."""
    faulthandler.register(signal.SIGUSR2, all_threads=True)
    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))


class Server:
    def __init__(self) -> None:
        self._adapter: Optional[Adapter] = None
        self._measurement: Optional[loop.Measurement] = None
        self._base_bytes: Optional[int] = None

    def answer(self, request: Any) -> Any:
        if isinstance(request, protocol.Start):
            if self._adapter is not None:
                return protocol.Failed("protocol", "Start may come only once", fatal=True)
            try:
                return self._start(request)
            except Exception as error:
                # A half-started framework can serve no cell.
                return replace(failure(error), fatal=True)
        if isinstance(request, protocol.Attempt):
            return attempt(request)
        if self._adapter is None:
            return protocol.Failed("protocol", "the first request must be Start", fatal=True)
        if isinstance(request, protocol.Prove):
            return loop.prove(self._adapter, request)
        if isinstance(request, protocol.Open):
            self._measurement = loop.Measurement(self._adapter, request)
            return self._measurement.open()
        if isinstance(request, protocol.Round):
            if self._measurement is None:
                return protocol.Failed("protocol", "Round before Open")
            return self._measurement.round(request)
        if isinstance(request, protocol.Reshape):
            if self._measurement is None:
                return protocol.Failed("protocol", "Reshape before Open")
            return self._measurement.reshape()
        if isinstance(request, protocol.Memory):
            return loop.memory(self._adapter, self._base_bytes)
        if isinstance(request, protocol.Article):
            return loop.article(self._adapter, request)
        return protocol.Failed("protocol", f"no answer to {type(request).__name__}")

    def _start(self, request: protocol.Start) -> protocol.Started:
        machine.pin(request.affinity, request.threads)
        adapter = load_source(request.adapter).FrameworkAdapter(request)
        begin = time.perf_counter_ns()
        try:
            versions = adapter.start()
        except ImportError as error:
            raise ImportFailedError(str(error)) from error
        import_ns = time.perf_counter_ns() - begin
        self._adapter = adapter
        verified = {**machine.observed(), **adapter.verify()}
        findings = []
        if request.affinity and verified.get("affinity") != sorted(request.affinity):
            findings.append(f"asked for CPUs {request.affinity}, got {verified.get('affinity')}")
        for pool in verified.get("threadpools") or []:
            if (pool.get("num_threads") or 1) > request.threads:
                findings.append(f"{pool['internal_api']} uses {pool['num_threads']} threads")
        if not machine.reset_peak():
            findings.append("the peak of resident memory could not be reset after the import")
        self._base_bytes = machine.rss_bytes()
        return protocol.Started(
            versions=versions,
            import_ns=import_ns,
            settings=verified,
            rss_bytes=self._base_bytes,
            findings=findings,
        )


class ImportFailedError(Exception):
    """The framework does not import in this environment."""


def failure(error: BaseException) -> protocol.Failed:
    text = "".join(traceback.format_exception(type(error), error, error.__traceback__))
    message = COLOURS.sub("", f"{type(error).__name__}: {error}")
    if isinstance(error, MissingPartError):
        return protocol.Failed(error.reason_code, str(error), text, status="missing")
    if isinstance(error, WidthError):
        return protocol.Failed("no_width", str(error), text, status="unsupported")
    if isinstance(error, UnsupportedError):
        return protocol.Failed("framework_refuses", str(error), text, status="unsupported")
    if isinstance(error, ImportFailedError):
        return protocol.Failed("import_failed", str(error), text)
    if isinstance(error, MemoryError) or any(sign in message.lower() for sign in OUT_OF_MEMORY):
        return protocol.Failed("memory_error", message, text, status="oom")
    return protocol.Failed("framework_error", message, text)


def serve(source: IO[bytes], sink: IO[bytes]) -> int:
    def send(identifier: int, message: Any) -> None:
        sink.write(protocol.encode(identifier, message))
        sink.flush()

    send(
        0,
        protocol.Hello(
            protocol=protocol.VERSION,
            python=platform.python_version(),
            pid=os.getpid(),
            numpy=np.__version__,
        ),
    )
    server = Server()
    while True:
        try:
            line = protocol.read_line(source)
        except protocol.ProtocolError as error:
            # The request's id is unknown; 0 is nobody's.
            send(0, protocol.Failed("protocol", str(error), fatal=True))
            return 1
        if line is None or line["type"] == protocol.Stop.__name__:
            return 0
        reply = _reply(server, line)
        try:
            send(line["id"], reply)
        except protocol.ProtocolError as error:
            reply = protocol.Failed("protocol", str(error), fatal=True)
            send(line["id"], reply)
        if isinstance(reply, protocol.Failed) and reply.fatal:
            return 1


def _reply(server: Server, line: protocol.Json) -> Any:
    try:
        kind = protocol.REQUESTS.get(line["type"])
        if kind is None:
            raise protocol.ProtocolError(f"unknown request {line['type']!r}")
        return server.answer(protocol.decode(kind, line["body"]))
    except protocol.ProtocolError as error:
        return protocol.Failed("protocol", str(error), fatal=True)
    except (Exception, SystemExit) as error:  # a shown source may call sys.exit
        return failure(error)


def main(arguments: List[str]) -> int:
    parser = argparse.ArgumentParser(prog="isograd_worker")
    parser.add_argument("--in", dest="source", type=int, required=True, metavar="FD")
    parser.add_argument("--out", dest="sink", type=int, required=True, metavar="FD")
    options = parser.parse_args(arguments)
    die_with_parent()
    tell_where()
    # Children that a framework forks must not hold the host's pipes open.
    for fd in (options.source, options.sink):
        os.set_inheritable(fd, False)
    with os.fdopen(options.source, "rb") as source, os.fdopen(options.sink, "wb") as sink:
        code = serve(source, sink)
    # Framework thread pools may crash or hang in interpreter shutdown; all results are sent.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
