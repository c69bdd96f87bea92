"""``isograd env`` as a user starts it, with a framework from outside the tree and no network."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import psutil
import pytest

from isograd import schemas

sys.path.insert(0, str(Path(__file__).parents[1] / "unit"))
from environment_sample import framework, pip_variables, plugin, wheel


class Shell:
    """A user's shell: its variables, and isograd in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.cache = root / "缓存 cache"
        self.variables = {
            **os.environ,
            **pip_variables(root / "wheels"),
            "PYTHONPATH": str(root / "outside"),
            "ISOGRAD_CACHE": str(self.cache),
            "ISOGRAD_DATA": str(root / "data"),
            "ISOGRAD_LANG": "en",
        }

    def start(self, *arguments: str, **variables: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", "isograd", "env", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**self.variables, **variables},
        )

    def run(self, *arguments: str, code: int = 0, **variables: str) -> tuple[str, str]:
        """Its stdout and stderr; its exit code must be ``code``."""
        process = self.start(*arguments, **variables)
        out, err = process.communicate(timeout=300)
        assert code == process.returncode, (arguments, out, err)
        assert "Traceback" not in err
        return out, err

    def document(self, name: str, *arguments: str, code: int = 0) -> dict[str, Any]:
        """The one JSON document on stdout, checked against its published schema."""
        out, _ = self.run(*arguments, "--json", code=code)
        found: dict[str, Any] = json.loads(out)
        jsonschema.validate(found, schemas.published(name))
        return found

    def folders(self) -> list[Path]:
        return sorted(path for path in self.cache.glob("envs/tiny-*") if path.is_dir())


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    shell = Shell(tmp_path)
    outside = tmp_path / "outside"
    wheel(tmp_path / "wheels", "isotiny", "1.0")
    wheel(tmp_path / "wheels", "numpy", "2.0")
    plugin(outside, framework(outside, "tiny", "isotiny", "isotiny==1.0\n"))
    return shell


@pytest.fixture
def silent_index() -> Iterator[dict[str, str]]:
    """A package index that takes requests and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        yield {
            "PIP_NO_INDEX": "0",
            "PIP_FIND_LINKS": "",
            "PIP_DEFAULT_TIMEOUT": "300",
            "PIP_INDEX_URL": f"http://127.0.0.1:{port}/simple",
        }


def pips(shell: Shell) -> list[psutil.Process]:
    """Processes that run out of the shell's environments."""
    found = []
    for process in psutil.process_iter(["cmdline"]):
        if (process.info["cmdline"] or [""])[0].startswith(f"{shell.cache}/"):
            found.append(process)
    return found


def wait_for_pip(shell: Shell) -> None:
    deadline = time.monotonic() + 120
    while not any("pip" in process.cmdline() for process in pips(shell)):
        assert time.monotonic() < deadline, "pip was not started"
        time.sleep(0.1)
    time.sleep(1.0)  # into its request


def test_from_nothing_to_nothing(shell: Shell) -> None:
    listed = shell.document("env-list", "list")["environments"]
    [tiny] = [row for row in listed if row["id"] == "tiny"]
    assert ("missing", 1, 30, 5) == (
        tiny["state"],
        tiny["download_mb"],
        tiny["disk_mb"],
        tiny["seconds"],
    )

    out, err = shell.run("create", "tiny")
    assert "" == out
    lines = err.splitlines()
    assert "tiny: 1 MB to download, 30 MB on disk, about 5 s" == lines[0]  # before anything else
    assert lines[-1].startswith("tiny: made in ")

    [created] = shell.document("env-create", "create", "tiny")["environments"]
    assert (False, "1.0") == (created["made"], created["versions"]["isotiny"])
    [checked] = shell.document("env-check", "check", "tiny")["environments"]
    assert (True, "1.0") == (checked["ok"], checked["frameworks"][0]["version"])
    sizes = shell.document("env-size", "size")
    assert [created["path"]] == [row["path"] for row in sizes["environments"]]
    assert sizes["total_bytes"] == sum(row["bytes"] for row in sizes["environments"]) > 0

    _, err = shell.run("remove", "--stale")
    assert "0 MB freed" == err.strip()
    shell.run("remove", "tiny")
    assert [] == shell.folders()
    shell.run("check", "tiny", code=3)


def test_download_and_use(shell: Shell, tmp_path: Path) -> None:
    carried = tmp_path / "to carry"
    _, err = shell.run("download", str(carried), "tiny")
    assert f"Wheels of tiny go into {carried}: about 1 MB to download." == err.splitlines()[0]
    assert f"1 wheels, 0 MB, are in {carried}." in err
    shell.run("create", "tiny", "--from", str(carried), PIP_FIND_LINKS="")
    [folder] = shell.folders()
    shell.run("use", "tiny", str(folder), code=3)  # it has no NumPy
    subprocess.run(
        [folder / "bin" / "python", "-m", "pip", "install", "-q", "numpy"],
        check=True,
        env=shell.variables,
    )
    _, err = shell.run("use", "tiny", str(folder / "bin" / "python"))
    assert "Tiny will be used from" in err
    out, _ = shell.run("list")
    assert "ready (yours)" in out
    out, _ = shell.run("list", ISOGRAD_LANG="zh")
    assert "就绪（您的）" in out
    _, err = shell.run("use", "tiny", "--reset")
    assert "isograd's own environment is used again" in err


def test_two_at_once_make_one(shell: Shell) -> None:
    both = [shell.start("create", "tiny", "--json") for _ in range(2)]
    made = []
    for process in both:
        out, err = process.communicate(timeout=300)
        assert 0 == process.returncode, err
        made += json.loads(out)["environments"]
    assert [False, True] == sorted(one["made"] for one in made)
    assert 1 == len({one["path"] for one in made}) == len(shell.folders())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_creation_leaves_nothing(
    shell: Shell, silent_index: dict[str, str], number: signal.Signals
) -> None:
    process = shell.start("create", "tiny", **silent_index)
    wait_for_pip(shell)
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    assert 130 == process.returncode
    assert "Interrupted" in err
    assert ([], []) == (pips(shell), shell.folders())


def test_after_a_kill_the_next_creation_starts_afresh(
    shell: Shell, silent_index: dict[str, str]
) -> None:
    process = shell.start("create", "tiny", **silent_index)
    wait_for_pip(shell)
    process.kill()
    process.communicate()
    [folder] = shell.folders()
    [tiny] = [
        row for row in shell.document("env-list", "list")["environments"] if row["id"] == "tiny"
    ]
    assert "interrupted" == tiny["state"]
    shell.run("create", "tiny")
    assert [] == pips(shell)
    assert [folder] == shell.folders()
    assert 0 == len(list(folder.glob("tmp")))


def test_wrong_input(shell: Shell) -> None:
    _, err = shell.run("create", "tinny", code=2)
    assert "unknown environment 'tinny'; did you mean 'tiny'?" in err
    _, err = shell.run("remove", code=2)
    assert "say what to remove" in err
    _, err = shell.run("use", "tiny", code=2)
    assert "or give --reset" in err
    _, err = shell.run("create", "tiny", "--device", "cuda", code=2)
    assert "the environment 'tiny' is not offered for cuda" in err
    _, err = shell.run("use", "tiny", "/nowhere", code=3)
    assert "/nowhere does not start as a Python interpreter" in err
    _, err = shell.run("create", "tiny", PIP_FIND_LINKS="", code=3)
    assert "isotiny==1.0" in err
    assert "What to do:" in err
    assert [] == shell.folders()


def test_a_cache_that_cannot_be_written(shell: Shell) -> None:
    file = shell.root / "file"
    file.write_text("")
    _, err = shell.run("create", "tiny", code=2, ISOGRAD_CACHE=str(file / "cache"))
    assert "set ISOGRAD_CACHE to a folder that you can write to" in err
