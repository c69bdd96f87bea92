"""Deleting a built-in framework's folder removes it from every list, with no other edit."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import isograd as package

SOURCE = Path(package.__file__).parents[1]

OWNED = ("pytorch", "tensorflow", "jax", "paddle")  # environments of frameworks, without extras

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def isograd(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The command line of a copy of the package from which Paddle's folder is deleted."""
    root = tmp_path_factory.mktemp("without paddle")
    for name in ("isograd", "isograd_worker"):
        shutil.copytree(SOURCE / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.rmtree(root / "isograd" / "frameworks" / "paddle")
    variables = {
        **os.environ,
        "PYTHONPATH": str(root),
        "ISOGRAD_CACHE": str(root / "cache"),
        "ISOGRAD_DATA": str(root / "data"),
    }

    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "isograd", "--lang", "en", *arguments],
            env=variables,
            cwd=root,
            capture_output=True,
            text=True,
            timeout=60,
        )

    return run


def test_its_environment_is_not_listed(isograd: Run) -> None:
    done = isograd("env", "list", "--json")
    assert 0 == done.returncode, done.stderr
    listed = [row["id"] for row in json.loads(done.stdout)["environments"]]
    assert [] == [name for name in listed if name.startswith("paddle")]
    assert ["pytorch", "tensorflow", "jax"] == [name for name in listed if name in OWNED]


@pytest.mark.parametrize(
    "arguments",
    [("compare", "linear-regression", "--frameworks", "paddle"), ("env", "check", "paddle")],
    ids=["compare", "env"],
)
def test_its_name_is_unknown(isograd: Run, arguments: tuple[str, ...]) -> None:
    done = isograd(*arguments)
    assert 2 == done.returncode, done.stderr
    assert "'paddle'" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_other_frameworks_are_still_compared(isograd: Run) -> None:
    """No environment is there, so that nothing runs; the hint names those that cells need."""
    done = isograd("compare", "linear-regression", "--no-create", "--no-report")
    assert 3 == done.returncode, done.stderr
    assert "isograd env create pytorch tensorflow jax" in done.stderr
    assert "paddle" not in done.stderr
