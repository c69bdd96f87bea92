"""Known failures: which error of which cell is one, and what is wrong with an entry."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from isograd import registry
from isograd.cli.task import command
from isograd.errors import IsogradError, WorkerError
from isograd.registry import Framework
from isograd.run.cells import select
from isograd.run.proof import failed
from isograd.suite import failures, load

ENTRY = {
    "task": "vae",
    "mode": "compile",
    "message": "does not support double backward",
    "attempt": "torch.func.hessian",
    "upstream": "https://github.com/pytorch/pytorch/issues/91469",
    "since": "2.13.0",
}


def framework(folder: Path, *entries: dict[str, str]) -> Framework:
    """PyTorch with these entries in its failures.toml."""
    lines = []
    for entry in entries:
        lines += ["[[failures]]", *(f"{key} = {value!r}" for key, value in entry.items())]
    (folder / "failures.toml").write_text("\n".join(lines), "utf-8")
    return registry.frameworks()["pytorch"].model_copy(update={"folder": folder})


def test_a_framework_without_the_file_has_none(tmp_path: Path) -> None:
    bare = registry.frameworks()["pytorch"].model_copy(update={"folder": tmp_path})
    assert {} == failures.read(bare)


def test_entries_are_read_by_task_and_mode(tmp_path: Path) -> None:
    found = failures.read(framework(tmp_path, ENTRY, {**ENTRY, "task": "gan"}))
    assert [("vae", "compile"), ("gan", "compile")] == list(found)
    assert ENTRY == found["vae", "compile"].model_dump()


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        ([{**ENTRY, "mode": "eager2"}], "no such mode"),
        ([{**ENTRY, "message": " "}], "any error would pass"),
        ([{**ENTRY, "upstream": "see the forum"}], "must be a link"),
        ([ENTRY, ENTRY], "two entries"),
        ([{**ENTRY, "colour": "red"}], "colour"),
        ([{key: value for key, value in ENTRY.items() if key != "attempt"}], "attempt"),
    ],
)
def test_a_bad_entry_is_told_with_its_file(
    tmp_path: Path, entries: list[dict[str, str]], told: str
) -> None:
    with pytest.raises(IsogradError) as caught:
        failures.read(framework(tmp_path, *entries))
    assert str(tmp_path / "failures.toml") in str(caught.value)
    assert told in str(caught.value)


def error(message: str, code: str = "framework_error") -> WorkerError:
    return WorkerError(
        message, status="error", reason_code=code, details={"message": message}, alive=True
    )


@pytest.mark.parametrize(
    ("mode", "raised", "status"),
    [
        ("compile", error(f"RuntimeError: it {ENTRY['message']}, yet"), "unsupported"),
        ("compile", error("RuntimeError: something else"), "error"),
        ("eager", error(f"RuntimeError: it {ENTRY['message']}, yet"), "error"),
        ("compile", error(ENTRY["message"], code="bad_trace"), "error"),
    ],
)
def test_only_the_known_error_of_the_known_cell_is_unsupported(
    tmp_path: Path, mode: str, raised: WorkerError, status: str
) -> None:
    known = framework(tmp_path, ENTRY)
    [cell, _] = select(load.find("vae"), frameworks=["pytorch"], modes=[mode])
    verdict = failed(raised, type(cell)(cell.cell, known, cell.mode, cell.source))
    assert status == verdict.status
    assert (verdict.details.get("upstream") == ENTRY["upstream"]) == (status == "unsupported")
    assert ("known_failure" == verdict.reason_code) == (status == "unsupported")


def test_the_list_of_tasks_names_the_modes_that_refuse_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, honest = framework(tmp_path, ENTRY), failures.read
    monkeypatch.setattr(failures, "read", lambda of: honest(known if of.id == "pytorch" else of))
    printed = CliRunner().invoke(command, ["list", "--json"]).stdout
    rows = {row["id"]: row["unsupported"] for row in json.loads(printed)["tasks"]}
    assert {"pytorch/compile": ENTRY["upstream"]} == rows.pop("vae")
    assert all(row == {} for row in rows.values())
    told = " ".join(CliRunner().invoke(command, ["list"]).stdout.split())
    assert "vae: pytorch/compile is unsupported" in told


# A mode of these kinds is what the framework is used by: it must run every task.
NEVER = ("eager", "function", "jit", "dygraph")


def test_no_entry_is_for_a_task_that_is_not_there_or_a_chief_mode_and_they_are_few() -> None:
    entries = [
        entry for known in registry.frameworks().values() for entry in failures.read(known).values()
    ]
    assert len(entries) <= 20
    for entry in entries:
        assert entry.task in load.names()
        assert entry.mode not in NEVER
        assert not entry.mode.startswith("step-")
