"""Which Python makes an environment, and what of the caller's shell it sees."""

import shutil
import sys
from pathlib import Path

import pytest

from isograd.registry import EnvironmentSpec
from isograd.run.environments import interpreters


def test_a_command_that_starts_no_python_serves_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shim = tmp_path / "python3.19"
    shim.write_text("#!/bin/sh\nexit 127\n")
    shim.chmod(0o755)
    minor = sys.version_info.minor
    (tmp_path / f"python3.{minor}").symlink_to(sys.executable)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    monkeypatch.setattr(shutil, "which", _which_in(tmp_path))
    spec = EnvironmentSpec(id="x", python=">=3.11", download_mb=1, disk_mb=1, seconds=1)
    assert [str(tmp_path / f"python3.{minor}")] == interpreters.serving(spec)


def _which_in(folder: Path) -> object:
    return lambda name: str(folder / name) if (folder / name).exists() else None


def test_the_callers_python_variables_do_not_leak(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("PIP_TARGET", "/elsewhere")
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.example.org")
    kept = interpreters.clean_environment()
    assert (None, None) == (kept.get("PYTHONPATH"), kept.get("PIP_TARGET"))
    assert "https://mirror.example.org" == kept["PIP_INDEX_URL"]
