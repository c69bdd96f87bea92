"""A user's shell: isograd started as users start it, with folders of its own for all that it keeps.

nullfw, the framework outside the tree, is installed in it and served by this very Python, so that
whole comparisons take seconds; `real` tests take the worker environments of the user's cache.
"""

import fcntl
import json
import os
import pty
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jsonschema
import psutil

from isograd import schemas

NULLFW = Path(__file__).parents[1] / "plugin" / "nullfw" / "nullfw"
NULLFW_SOURCES = NULLFW / "tasks" / "linear-regression"

# What a user's own shell might set, and a test must not inherit.
FOREIGN = ("ISOGRAD_", "LC_", "LANG", "NO_COLOR", "FORCE_COLOR", "KERAS_")


@dataclass
class Shell:
    """Commands run in ``root``; every run has its exit code checked and must show no traceback."""

    root: Path
    variables: dict[str, str] = field(default_factory=dict)

    def start(self, *arguments: str, **variables: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", "isograd", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            cwd=self.root,
            env={**self.variables, **variables},
        )

    def run(self, *arguments: str, code: int = 0, **variables: str) -> tuple[str, str]:
        """Its stdout and stderr."""
        process = self.start(*arguments, **variables)
        out, err = process.communicate(timeout=500)
        assert code == process.returncode, (arguments, out[-2000:], err[-2000:])
        assert "Traceback" not in err
        return out, err

    def refused(self, code: int, *arguments: str, **variables: str) -> list[str]:
        """The lines that a refused command says; nothing is on stdout."""
        out, err = self.run(*arguments, code=code, **variables)
        assert "" == out
        return err.splitlines()

    def document(self, name: str, *arguments: str, code: int = 0, **variables: str) -> Any:
        """The one JSON document on stdout, checked against its published schema."""
        out, _ = self.run(*arguments, "--json", code=code, **variables)
        document = json.loads(out)
        jsonschema.validate(document, schemas.published(name))
        return document


def private(root: Path) -> dict[str, str]:
    """The variables of a shell whose data lie below ``root``; worker environments are the user's.

    The folder has a space and Chinese characters in its name, like some users' homes.
    """
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(FOREIGN)}
    kept = {"ISOGRAD_CACHE": value} if (value := os.environ.get("ISOGRAD_CACHE")) else {}
    return {
        **inherited,
        **kept,
        "ISOGRAD_DATA": str(root / "数据 data"),
        "ISOGRAD_LANG": "en",
        "OMP_NUM_THREADS": "1",
    }


def with_nullfw(root: Path) -> Shell:
    """A shell where nullfw is installed and the only framework that can run."""
    site, folder = root / "site", root / "工作 folder"
    folder.mkdir(parents=True)
    shutil.copytree(NULLFW, site / "nullfw", ignore=shutil.ignore_patterns("__pycache__"))
    information = site / "nullfw-0.1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: nullfw\nVersion: 0.1.0\n")
    (information / "entry_points.txt").write_text("[isograd.frameworks]\nnullfw = nullfw\n")
    shell = Shell(
        folder,
        {
            **private(root),
            "PYTHONPATH": os.pathsep.join([str(site), *filter(None, [os.getenv("PYTHONPATH")])]),
            "ISOGRAD_CACHE": str(root / "缓存 cache"),
        },
    )
    shell.run("env", "use", "nullfw", sys.executable)
    return shell


def user_task(shell: Shell, name: str) -> Path:
    """A task folder of the user's own, from ``task new``, that nullfw has its sources in."""
    shell.run("task", "new", name, "--in", str(shell.root / "my tasks"))
    folder = shell.root / "my tasks" / name
    for source in NULLFW_SOURCES.glob("nullfw*.*"):
        shutil.copy(source, folder)
    return folder


def edit(file: Path, old: str, new: str) -> int:
    """Replace the one ``old`` in ``file``; the number of the line where it stood."""
    text = file.read_text("utf-8")
    assert 1 == text.count(old), (file, old)
    file.write_text(text.replace(old, new), "utf-8")
    return text[: text.index(old)].count("\n") + 1


@dataclass
class Terminal:
    """A command on a terminal of ``rows`` × 100; ``shown`` is all that it has written so far."""

    process: "subprocess.Popen[bytes]"
    leader: int
    shown: str = ""

    def until(self, text: str, seconds: float = 120) -> None:
        deadline = time.monotonic() + seconds
        while text not in self.shown:
            assert time.monotonic() < deadline, self.shown[-2000:]
            assert self._read(), f"it ended without showing {text!r}: {self.shown[-2000:]}"

    def end(self, code: int) -> None:
        while self._read():
            pass
        assert code == self.process.wait(60), self.shown[-2000:]
        os.close(self.leader)

    def type(self, keys: str) -> None:
        os.write(self.leader, keys.encode())

    def _read(self) -> bool:
        try:
            chunk = os.read(self.leader, 65536)
        except OSError:  # so Linux says that nobody holds the other end any more
            return False
        self.shown += chunk.decode("utf-8", "replace")
        return bool(chunk)


def on_terminal(shell: Shell, *arguments: str, rows: int = 50, **variables: str) -> Terminal:
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", rows, 100, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "isograd", *arguments],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        cwd=shell.root,
        env={**shell.variables, "TERM": "xterm-256color", **variables},
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )
    os.close(follower)
    return Terminal(process, leader)


def family(process: "subprocess.Popen[str]") -> list[psutil.Process]:
    return psutil.Process(process.pid).children(recursive=True)


def wait_until_said(process: "subprocess.Popen[str]", line: str, seconds: float = 120) -> None:
    """Read its stderr up to a line that ends in ``line``."""
    assert process.stderr is not None
    deadline = time.monotonic() + seconds
    said: list[str] = []
    while not (said and said[-1].rstrip().endswith(line)):
        assert time.monotonic() < deadline, said
        said.append(process.stderr.readline())
        assert said[-1], f"it ended without saying {line!r}: {said}"


def wait_for_workers(process: "subprocess.Popen[str]", count: int) -> None:
    """Until ``count`` workers are up and have begun to import their framework."""
    deadline = time.monotonic() + 60
    while sum("isograd_worker" in " ".join(p.cmdline()) for p in _alive(process)) < count:
        assert time.monotonic() < deadline, "no worker was started"
        time.sleep(0.1)
    time.sleep(1.0)


def _alive(process: "subprocess.Popen[str]") -> list[psutil.Process]:
    return [one for one in family(process) if one.status() != psutil.STATUS_ZOMBIE]


def interrupt(process: "subprocess.Popen[str]", number: signal.Signals) -> str:
    """Send the signal, expect exit 130 and that nothing of it lives on; the rest of its stderr."""
    below = family(process)
    assert below, "no worker was running"
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    assert 130 == process.returncode, err
    _, alive = psutil.wait_procs(below, timeout=10)
    assert [] == alive
    assert "Traceback" not in err
    return err
