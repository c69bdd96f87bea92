"""`isograd runs` and `isograd completion` as a user starts them: in a process of their own."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from isograd import schemas
from isograd.evidence.store import Store

sys.path.insert(0, str(Path(__file__).parents[1] / "unit"))
from evidence_sample import complete_run, fill


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with a space and Chinese characters in its name."""
    folder = tmp_path / "数据 folder"
    folder.mkdir()
    monkeypatch.setenv("ISOGRAD_DATA", str(folder))
    monkeypatch.setenv("ISOGRAD_LANG", "en")
    monkeypatch.chdir(tmp_path)
    return folder


def isograd(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "isograd", *arguments],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **environment},
        timeout=60,
        check=False,
    )


def refused(code: int, *arguments: str) -> list[str]:
    """The lines that a refused command says; nothing on stdout, no traceback."""
    result = isograd(*arguments)
    assert (code, "") == (result.returncode, result.stdout)
    assert "Traceback" not in result.stderr
    return result.stderr.splitlines()


def test_an_empty_store_is_told_apart_from_a_failure(data: Path) -> None:
    result = isograd("runs", "list")
    assert (0, "") == (result.returncode, result.stdout)
    assert "there are no runs yet" == result.stderr.splitlines()[0]
    result = isograd("runs", "list", "--json")
    assert (0, "") == (result.returncode, result.stderr)
    assert {"schema": "isograd/runs", "version": 1, "runs": []} == json.loads(result.stdout)
    assert [
        "Error: there are no runs yet",
        "What to do: make one: isograd compare linear-regression",
    ] == refused(2, "runs", "show")


def test_list_and_show(data: Path) -> None:
    run = complete_run(data / "evidence.sqlite")
    lines = isograd("runs", "list").stdout.splitlines()
    columns = ["Run", "State", "Task", "Variant", "Cells", "Records", "Machine", "Started"]
    assert columns == lines[0].split()
    with Store.open(data / "evidence.sqlite") as store:
        records = store.records(run)
    machine = records[0].machine[:8]
    row = [run, "complete", "linear-regression", "default", "2", "3", machine]
    assert row == lines[1].split()[:7]
    shown = isograd("runs", "show").stdout
    assert f"Machine: {machine}, 中央处理器, cores ?\n" in shown
    assert f"Run: {run}" in shown
    assert "Environment jax: jax 0.10.2, numpy 2.4.6 (2 packages, all in --json)\n" in shown
    cells = [line.split() for line in shown.splitlines() if line.startswith("jax ")]
    identifiers = [records[0].id, records[1].id]
    assert [
        ["jax", "jit", "float32", "default", "ok", *identifiers],
        ["jax", "jit", "float64", "default", "missing", "not_run"],
    ] == cells


def test_json_documents_fit_their_schemas(data: Path) -> None:
    run = complete_run(data / "evidence.sqlite")
    listed = json.loads(isograd("runs", "list", "--json").stdout)
    jsonschema.validate(listed, schemas.published("runs"))
    assert [run] == [entry["id"] for entry in listed["runs"]]
    shown = json.loads(isograd("runs", "show", run, "--json").stdout)
    jsonschema.validate(shown, schemas.published("run"))
    assert ["parity", "measurement", "verdict"][:2] == [r["kind"] for r in shown["records"][:2]]
    assert "中央处理器" == shown["run"]["machine"]["cpu"]
    ascii_only = isograd("runs", "show", "--json", PYTHONIOENCODING="ascii")
    assert shown == json.loads(ascii_only.stdout)


def test_export_delete_import(data: Path, tmp_path: Path) -> None:
    run = complete_run(data / "evidence.sqlite")
    shown = isograd("runs", "show", run, "--json").stdout
    file = tmp_path / f"{run}.isograd.zip"
    result = isograd("runs", "export", "latest")
    assert f"Run {run} exported to {file.name} ({file.stat().st_size} bytes).\n" == result.stdout
    assert [
        f"Error: run {run} is not deleted without your consent",
        "What to do: add --yes",
    ] == refused(2, "runs", "delete", run)
    assert f"Run {run} deleted.\n" == isograd("runs", "delete", run, "--yes").stdout
    assert f"Run {run} imported.\n" == isograd("runs", "import", str(file)).stdout
    again = isograd("runs", "import", str(file))
    assert 0 == again.returncode
    assert f"Run {run} is here already, with the same content: nothing to do.\n" == again.stdout
    imported = json.loads(isograd("runs", "show", run, "--json").stdout)
    assert {**json.loads(shown), "imported": True} == imported
    assert "complete, imported" in isograd("runs", "list").stdout


def test_wrong_input_gets_one_sentence(data: Path, tmp_path: Path) -> None:
    run = complete_run(data / "evidence.sqlite")
    wrong = run[:-1] + ("0" if run[-1] != "0" else "1")
    assert (
        f"Error: unknown run '{wrong}'; did you mean '{run}'?"
        == refused(2, "runs", "show", wrong)[0]
    )
    assert (
        f"Error: there is no file {tmp_path}/x.zip"
        == refused(2, "runs", "import", f"{tmp_path}/x.zip")[0]
    )
    (tmp_path / "x.zip").write_text("no")
    assert refused(2, "runs", "import", "x.zip")[0].startswith("Error: bundle x.zip refused")
    assert refused(2, "runs", "export", run, "-o", "no/x.zip")[0].startswith(
        "Error: cannot write the bundle no/x.zip: No such file"
    )
    (data / "evidence.sqlite").write_text("rubbish, " * 1000)
    assert [
        f"Error: {data}/evidence.sqlite is not an evidence store of isograd",
        "What to do: move the file away, or set ISOGRAD_DATA to another folder",
    ] == refused(1, "runs", "list")


def test_chinese(data: Path) -> None:
    run = complete_run(data / "evidence.sqlite")
    lines = isograd("--lang", "zh", "runs", "list").stdout.splitlines()
    assert ["运行", "状态", "任务", "变体", "单元", "记录", "机器", "开始"] == lines[0].split()
    assert [run, "已完成"] == lines[1].split()[:2]
    assert ["错误：未知的运行“x”", "怎么办：isograd runs list 列出全部运行"] == refused(
        2, "--lang", "zh", "runs", "show", "x"
    )


def on_terminal(*arguments: str, **environment: str) -> str:
    """What the command writes to a terminal of 100 columns."""
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "isograd", *arguments],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env={**os.environ, "COLUMNS": "100", "TERM": "xterm-256color", **environment},
    ) as process:
        os.close(follower)
        written = b""
        try:
            while chunk := os.read(leader, 65536):
                written += chunk
        except OSError:  # Linux's end of a terminal
            pass
        os.close(leader)
        assert 0 == process.wait(60)
    return written.decode()


def test_tables_on_a_terminal_and_no_color(data: Path) -> None:
    run = complete_run(data / "evidence.sqlite")
    coloured = on_terminal("runs", "list", NO_COLOR="")
    assert "┃" in coloured and run in coloured
    assert "\x1b[3" not in on_terminal("runs", "list", NO_COLOR="1")
    assert "\x1b" not in isograd("runs", "list").stdout


def test_an_interrupted_run_is_shown_as_such(data: Path) -> None:
    program = (
        f"import sys, os; sys.path.insert(0, {str(Path(__file__).parents[1] / 'unit')!r})\n"
        "from evidence_sample import fill; from isograd.evidence.store import Store\n"
        "fill(Store.open()); os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", program], check=False, timeout=60)
    (run,) = json.loads(isograd("runs", "list", "--json").stdout)["runs"]
    assert ("interrupted", 3) == (run["state"], run["records"])
    with Store.open() as store:
        fill(store)
        first, second = json.loads(isograd("runs", "list", "--json").stdout)["runs"]
    assert ("running", "interrupted") == (first["state"], second["state"])


# -------------------------------------------------------------------- completion


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(data: Path, shell: str) -> None:
    result = isograd("completion", shell)
    assert 0 == result.returncode
    assert f"_ISOGRAD_COMPLETE={shell}_complete" in result.stdout


def completed(words: str) -> list[str]:
    """What bash would offer for the last word."""
    result = isograd(
        COMP_WORDS=words, COMP_CWORD=str(words.count(" ")), _ISOGRAD_COMPLETE="bash_complete"
    )
    assert (0, "") == (result.returncode, result.stderr)
    return [line.partition(",")[2] for line in result.stdout.splitlines() if line]


def test_completion_knows_verbs_and_runs(data: Path) -> None:
    assert ["runs"] == completed("isograd run")
    assert ["show"] == completed("isograd runs s")
    run = complete_run(data / "evidence.sqlite")
    assert ["latest", run] == completed("isograd runs show ")
    assert [run] == completed("isograd runs delete 2")
    (data / "evidence.sqlite").write_text("rubbish")
    assert [] == completed("isograd runs show ")
