"""The README's commands exist, are the same in both languages, and the cheap ones run."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click
import documents
import pytest
from documents import ROOT

READMES = (ROOT / "README.md", ROOT / "README.zh.md")
COMMANDS = documents.commands(READMES[0])

# What a README tells a reader to run besides isograd and make; a new one needs a look.
OTHERS = ("python3 -m venv .venv", ". .venv/bin/activate", "pip install .")

# Those that take a second and no worker environment, in the order of the README.
CHEAP = (
    "isograd env list",
    "isograd task new my-task",
    "isograd runs list",
    "isograd --lang zh task list",
)


def targets() -> set[str]:
    return set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def run(command: Sequence[str], folder: Path) -> "subprocess.CompletedProcess[str]":
    """``isograd …`` in a folder of its own, with data and cache beside it."""
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={
            **os.environ,
            "ISOGRAD_DATA": str(folder / "data"),
            "ISOGRAD_CACHE": str(folder / "cache"),
        },
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_both_languages_print_the_same_commands() -> None:
    assert COMMANDS == documents.commands(READMES[1])


def test_both_languages_have_the_same_parts() -> None:
    levels = [
        [line.split(" ")[0] for line in documents.prose(path).splitlines() if line.startswith("#")]
        for path in READMES
    ]
    assert levels[0] == levels[1]


def test_it_opens_with_a_picture_and_the_two_commands() -> None:
    prose = documents.prose(READMES[0])
    assert prose.index("docs/images/report.png") < prose.index("## Two commands")
    assert [["make", "demo"], ["make", "test"]] == COMMANDS[:2]


@pytest.mark.parametrize("command", COMMANDS, ids=shlex.join)
def test_every_command_exists(command: list[str]) -> None:
    if command[0] == "isograd":
        documents.parse(command[1:])
    elif command[0] == "make":
        assert set(command[1:]) <= targets()
    else:
        assert shlex.join(command) in OTHERS


def test_a_command_that_does_not_exist_is_seen() -> None:
    for wrong in ("compere TASK", "compare TASK --fast", "env use jax --reset --no", "task nwe"):
        with pytest.raises(click.UsageError):
            documents.parse(wrong.split())


def test_ci_runs_the_test_command() -> None:
    lines = (ROOT / ".ci" / "run").read_text("utf-8").split("\n")
    assert "exec make test" in lines


@pytest.mark.parametrize("name", ["Makefile", "scripts/test", "scripts/matrix"])
def test_commands_of_make_and_its_scripts_exist(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    found = [
        shlex.split(line) for line in re.findall(r"(?:\$\(BIN\)|\"\$bin)/isograd\"? (.+)", text)
    ]
    for call in re.findall(r"\[ISOGRAD, (.+?)\]", text):  # in Python: literals, and names of values
        found.append([word.strip('"') for word in call.split(", ")])
    assert found, f"{name} runs no isograd"
    for arguments in found:
        documents.parse(arguments)


@pytest.mark.parametrize("command", CHEAP)
def test_cheap_commands_run(command: str, tmp_path: Path) -> None:
    assert shlex.split(command) in COMMANDS
    done = run(shlex.split(command), tmp_path)
    assert 0 == done.returncode, done.stderr
    assert done.stdout or done.stderr


def test_help_names_every_verb(tmp_path: Path) -> None:
    done = run(["isograd", "--help"], tmp_path)
    assert 0 == done.returncode
    for verb in ("compare", "task", "env", "runs", "report"):
        assert re.search(rf"^  {verb} ", done.stdout, re.MULTILINE)
