"""``isograd compare`` as a user starts it: what goes well, what goes wrong, what is interrupted."""

import json
import re
import signal
import sys
from pathlib import Path
from typing import Any

import psutil
import pytest
import shell as user
from shell import Shell

QUICK = ("--variant", "reduced", "--figures", "none", "--no-report")
NULLFW = ("--frameworks", "nullfw", *QUICK)


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    return user.with_nullfw(tmp_path_factory.mktemp("user"))


@pytest.fixture
def real(tmp_path: Path) -> Shell:
    return Shell(tmp_path, user.private(tmp_path))


def statuses(document: Any) -> dict[tuple[str, str], str]:
    return {(cell["mode"], cell["dtype"]): cell["status"] for cell in document["cells"]}


OK = {(mode, dtype): "ok" for mode in ("eager", "run") for dtype in ("float32", "float64")}


# --- what goes well -----------------------------------------------------------------------------


def test_a_whole_comparison_with_figures_and_a_report(shell: Shell) -> None:
    report = shell.root / "报告 report"
    document = shell.document(
        *("compare", "compare", "linear-regression", "--frameworks", "nullfw"),
        *("--variant", "reduced", "--profile", "demo", "--output", str(report)),
    )
    assert OK == statuses(document)
    assert "complete" == document["run"]["state"]
    assert {"index.html", "en.html", "zh.html"} <= {path.name for path in report.iterdir()}
    for cell in document["cells"]:
        timed = cell["dtype"] == "float32"
        assert timed == (cell["figures"] is not None)
        assert ("" if timed else "not_requested") == cell["figures_reason_code"]
        assert (2 if timed else 1) == len(cell["evidence"])
        if timed:
            assert cell["parity"]["callable_sha256"] == cell["figures"]["callable_sha256"]


def test_the_table_is_on_stdout_and_the_progress_on_stderr(shell: Shell) -> None:
    out, err = shell.run("compare", "linear-regression", *NULLFW)
    lines = out.splitlines()
    assert "Linear regression" == lines[0]
    assert ["Framework", "Mode", "dtype", "Parity"] == lines[1].split()[:4]
    assert ["nullfw", "eager", "float32", "ok"] == lines[2].split()[:4]
    assert "4 of 4 cells compute the same thing as the float64 oracle." == lines[-1]
    assert {"nullfw eager float32: proving", "nullfw run float64: ok"} <= {
        line.partition("] ")[2] for line in err.splitlines()
    }
    assert "\x1b" not in out + err


def test_the_same_in_chinese(shell: Shell) -> None:
    out, err = shell.run("compare", "linear-regression", *NULLFW, "--lang", "zh")
    lines = out.splitlines()
    assert "线性回归" == lines[0]
    assert ["框架", "模式", "dtype", "等价"] == lines[1].split()[:4]
    assert "4 个单元中有 4 个与 float64 基准计算相同的东西。" == lines[-1]
    assert "nullfw eager float32: 通过" in err


def test_json_is_all_that_is_on_stdout(shell: Shell) -> None:
    out, err = shell.run("compare", "linear-regression", *NULLFW, "--json")
    assert "isograd/compare" == json.loads(out)["schema"]
    assert "proving" in err


def test_modes_and_dtypes_choose_cells(shell: Shell) -> None:
    document = shell.document(
        *("compare", "compare", "linear-regression", *NULLFW),
        *("--modes", "nullfw/run", "--dtypes", "float64"),
    )
    assert {("run", "float64"): "ok"} == statuses(document)


def test_two_runs_at_once_do_no_harm(shell: Shell) -> None:
    both = [shell.start("compare", "linear-regression", *NULLFW, "--json") for _ in range(2)]
    documents = []
    for process in both:
        out, err = process.communicate(timeout=120)
        assert 0 == process.returncode, err
        documents.append(json.loads(out))
    assert [OK, OK] == [statuses(document) for document in documents]
    assert 2 == len({document["run"]["id"] for document in documents})
    runs = {run["id"] for run in shell.document("runs", "runs", "list")["runs"]}
    assert {document["run"]["id"] for document in documents} <= runs


# --- a user's own task --------------------------------------------------------------------------


def test_a_source_that_raises_is_an_error_of_its_cells_alone(shell: Shell) -> None:
    folder = user.user_task(shell, "raises")
    line = user.edit(
        folder / "nullfw.py",
        "    with nf.Tape() as tape:\n",
        '    raise RuntimeError("my own mistake")\n    with nf.Tape() as tape:\n',
    )
    document = shell.document("compare", "compare", str(folder), *NULLFW)
    assert {key: "error" if key[0] == "eager" else "ok" for key in OK} == statuses(document)
    [failed, *_] = [cell for cell in document["cells"] if cell["status"] == "error"]
    assert "framework_error" == failed["reason_code"]
    assert "my own mistake" in failed["reason"]
    assert f"{folder / 'nullfw.py'}:{line}" in failed["reason"]
    assert f'"{folder / "nullfw.py"}", line {line}' in failed["parity"]["output"]
    out, _ = shell.run("compare", str(folder), *NULLFW, "--strict", code=4)
    assert "nullfw eager float32: error: " in out
    assert "2 of 4 cells compute the same thing as the float64 oracle." in out


def test_a_wrong_learning_rate_is_wrong_from_the_first_step(shell: Shell) -> None:
    folder = user.user_task(shell, "wrong-rate")
    user.edit(folder / "nullfw.py", "learning_rate=0.1", "learning_rate=0.11")
    document = shell.document("compare", "compare", str(folder), *NULLFW, code=4)
    assert {key: "wrong" if key[0] == "eager" else "ok" for key in OK} == statuses(document)
    for cell in document["cells"]:
        if cell["status"] == "wrong":
            first = cell["parity"]["first_divergence"]
            assert ("parameter", 1) == (first["kind"], first["step"])
            assert first["tensor"] in ("linear.kernel", "linear.bias")
            assert first["ratio"] > 1
            assert cell["figures"] is None
            assert "not_at_parity" == cell["figures_reason_code"]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("def initial(", "def initial(:", "SyntaxError"),
        ("STEPS, BATCH = 100, 32", "STEPS, BATCH = 100, 32 / 0", "ZeroDivisionError"),
        ("    upstream = 2 *", "    upstream = undefined *", "NameError"),
        ("import numpy as np\n", "raise SystemExit(0)\n", "SystemExit"),
    ],
)
def test_an_error_in_task_py_names_its_line(shell: Shell, old: str, new: str, kind: str) -> None:
    folder = user.user_task(shell, f"bad-{kind.lower()}")
    line = user.edit(folder / "task.py", old, new)
    [said] = shell.refused(2, "compare", str(folder), *NULLFW)
    assert said.startswith(f"Error: {folder / 'task.py'}:{line}: {kind}")


def test_an_error_in_a_shown_source_names_its_line(shell: Shell) -> None:
    folder = user.user_task(shell, "bad-source")
    line = user.edit(folder / "nullfw.py", "def build():", "def build(:")
    [said] = shell.refused(2, "compare", str(folder), *NULLFW)
    assert said.startswith(f"Error: {folder / 'nullfw.py'}:{line}: ")
    (folder / "nullfw.toml").unlink()
    said, _ = shell.refused(2, "compare", str(folder), *NULLFW)
    assert f"Error: {folder / 'nullfw.py'} has no side file nullfw.toml" == said
    (folder / "nullfw.toml").write_text('[names]\n[conventions]\nall = ["learning-rate-float3"]\n')
    user.edit(folder / "nullfw.py", "def build(:", "def build():")
    [said] = shell.refused(2, "compare", str(folder), *NULLFW)
    assert said.endswith(
        "nullfw.toml: unknown convention 'learning-rate-float3'; did you mean "
        "'learning-rate-float32'?"
    )


# --- wrong input --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["linear-regresion"],
            "unknown task 'linear-regresion'; did you mean 'linear-regression'?",
        ),
        (
            ["linear-regression", "--frameworks", "pytroch"],
            "unknown framework 'pytroch'; did you mean 'pytorch'?",
        ),
        (
            ["linear-regression", "--modes", "compiel"],
            "unknown mode 'compiel'; did you mean 'compile'?",
        ),
        (
            ["linear-regression", "--dtypes", "float46"],
            "unknown dtype 'float46'; did you mean 'float64'?",
        ),
        (
            ["linear-regression", "--variant", "artcle"],
            "unknown variant 'artcle'; did you mean 'article'?",
        ),
        (
            ["linear-regression", "--figures", "float46"],
            "unknown dtype 'float46'; did you mean 'float64'?",
        ),
        (
            ["linear-regression", "--figures", "float64", "--dtypes", "float32"],
            "--figures asks for float64, but --dtypes leaves it out",
        ),
        (["digits-mlp", "--variant", "article"], "task digits-mlp has no article variant"),
        (["./nowhere"], "there is no folder ./nowhere"),
        (["."], "holds no task.py"),
        (["linear-regression", "--resume", "nonesuch"], "unknown run 'nonesuch'"),
        (["linear-regression", "--output", "/dev/null/report"], "cannot write the report"),
    ],
)
def test_wrong_input(shell: Shell, arguments: list[str], said: str) -> None:
    lines = shell.refused(2, "compare", *arguments)
    assert lines[0].startswith("Error: ")
    assert said in lines[0]
    assert all(line.startswith("What to do: ") for line in lines[1:])
    assert len(lines) <= 2


def test_wrong_input_in_chinese(shell: Shell) -> None:
    said, hint = shell.refused(2, "compare", "linear-regresion", "--lang", "zh")
    assert "错误：未知的任务“linear-regresion”；您是否指“linear-regression”？" == said
    assert "怎么办：`isograd task list` 列出全部任务" == hint
    assert "错误：缺少参数 'TASK'." == shell.refused(2, "compare", "--lang", "zh")[-1]


def test_nothing_is_recorded_of_a_refused_comparison(shell: Shell) -> None:
    before = shell.document("runs", "runs", "list")["runs"]
    shell.refused(2, "compare", "linear-regression", "--frameworks", "pytroch")
    assert before == shell.document("runs", "runs", "list")["runs"]


# --- missing parts ------------------------------------------------------------------------------


def test_without_any_environment_nothing_can_run(shell: Shell) -> None:
    lines = shell.refused(3, "compare", "linear-regression", "--frameworks", "jax", "--no-create")
    assert "Error: none of the worker environments is there: jax" == lines[0]
    assert "What to do: isograd env create jax" == lines[1]


def test_nothing_is_downloaded_unasked(shell: Shell) -> None:
    lines = shell.refused(3, "compare", "linear-regression", "--frameworks", "jax", "--no-report")
    assert lines[0].startswith("Worker environments to make: jax (about ")
    assert lines[1].startswith("Error: worker environments are missing, and there is no terminal")
    assert (
        "What to do: add --yes to make them, or --no-create to leave their cells missing"
        == (lines[2])
    )


def test_cells_of_a_missing_environment_are_missing_and_the_others_run(shell: Shell) -> None:
    document = shell.document(
        *("compare", "compare", "linear-regression", *QUICK, "--no-create"),
        *("--frameworks", "nullfw,jax", "--modes", "nullfw/eager,jax/jit", "--dtypes", "float32"),
    )
    found = {c["framework"]: (c["status"], c["reason_code"]) for c in document["cells"]}
    assert {"nullfw": ("ok", ""), "jax": ("missing", "no_environment")} == found
    shell.run(
        *("compare", "linear-regression", *QUICK, "--no-create", "--strict"),
        *("--frameworks", "nullfw,jax", "--modes", "nullfw/eager,jax/jit", "--dtypes", "float32"),
        code=4,
    )


def test_without_a_compiler_its_modes_are_missing(shell: Shell, tmp_path: Path) -> None:
    document = shell.document(
        *("compare", "compare", "linear-regression", *QUICK, "--dtypes", "float32"),
        *("--frameworks", "pytorch,nullfw", "--modes", "compile,nullfw/eager"),
        PATH=str(tmp_path),
        CXX="",
    )
    found = {c["mode"]: (c["status"], c["reason_code"]) for c in document["cells"]}
    assert {"compile": ("missing", "no_cxx_compiler"), "eager": ("ok", "")} == found
    [missing] = [cell for cell in document["cells"] if cell["status"] == "missing"]
    assert "g++" in missing["reason"]


def test_a_task_without_a_source_for_a_framework(shell: Shell) -> None:
    folder = user.user_task(shell, "one-source")
    for path in folder.glob("nullfw_run.*"):
        path.unlink()
    document = shell.document("compare", "compare", str(folder), *NULLFW)
    found = {c["mode"]: (c["status"], c["reason_code"]) for c in document["cells"]}
    assert {"eager": ("ok", ""), "run": ("missing", "no_implementation")} == found


# --- interrupted --------------------------------------------------------------------------------


def slow_task(shell: Shell, name: str) -> tuple[Path, Path]:
    """A task whose whole-run source does not end while a file is there; the folder, that file."""
    folder = user.user_task(shell, name)
    hold = folder / "hold"
    hold.write_text("")
    user.edit(
        folder / "nullfw_run.py",
        "import nullfw as nf\n",
        "import pathlib\nimport time\n\nimport nullfw as nf\n\n"
        f"while pathlib.Path({str(hold)!r}).exists():\n    time.sleep(0.1)\n",
    )
    return folder, hold


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_resumes_and_repeats_nothing(
    shell: Shell, number: signal.Signals
) -> None:
    folder, hold = slow_task(shell, f"slow-{number.name.lower()}")
    command = ("compare", str(folder), *NULLFW, "--jobs", "1")
    process = shell.start(*command)
    user.wait_until_said(process, "nullfw eager float32: ok")
    user.wait_until_said(process, "nullfw run float32: proving")
    err = user.interrupt(process, number)
    assert "Interrupted. Everything that had finished is kept." == err.splitlines()[-1]

    run = shell.document("run", "runs", "show", "latest")
    assert "interrupted" == run["run"]["state"]
    first = {record["id"] for record in run["records"]}
    assert 1 == len(first)
    assert any(f"--resume {run['run']['id']}" in line for line in err.splitlines())

    hold.unlink()
    out, err = shell.run(*command, "--resume", "latest", "--json")
    document = json.loads(out)
    assert (run["run"]["id"], "complete") == (document["run"]["id"], document["run"]["state"])
    assert OK == statuses(document)
    assert "nullfw eager float32: proving" not in err
    records = [record for cell in document["cells"] for record in cell["evidence"]]
    assert 4 == len(records) == len(set(records))
    assert first < set(records)

    [said, _] = shell.refused(2, *command, "--resume", run["run"]["id"])
    assert "is complete: nothing is left to resume" in said


def test_an_interrupted_measurement_resumes(shell: Shell) -> None:
    command = (
        *("compare", "linear-regression", "--frameworks", "nullfw"),
        *("--variant", "reduced", "--profile", "demo"),
    )
    process = shell.start(*command, "--no-report")
    user.wait_until_said(process, "nullfw run float32: starting")
    err = user.interrupt(process, signal.SIGINT)
    first = shell.document("run", "runs", "show", "latest")
    lines = shell.refused(2, *command, "--no-report", "--dtypes", "float32", "--resume", "latest")
    assert f"Error: run {first['run']['id']} set out to do something else" == lines[0]
    assert lines[1].startswith("What to do: give the same task, variant, ")
    document = shell.document("compare", *command, "--no-report", "--resume", first["run"]["id"])
    assert 4 <= len(first["records"]) < 6, err
    records = [record for cell in document["cells"] for record in cell["evidence"]]
    assert 6 == len(records) == len(set(records))
    assert {record["id"] for record in first["records"]} < set(records)


def test_figures_are_not_continued_on_another_machine_but_proofs_are_kept(shell: Shell) -> None:
    command = (
        *("compare", "linear-regression", "--frameworks", "nullfw"),
        *("--variant", "reduced", "--profile", "demo", "--no-report"),
    )
    process = shell.start(*command, ISOGRAD_NODE="one")
    user.wait_until_said(process, "nullfw run float32: starting")
    user.interrupt(process, signal.SIGINT)
    first = shell.document("run", "runs", "show", "latest")
    run = first["run"]["id"]
    [said, hint] = shell.refused(2, *command, "--resume", run, ISOGRAD_NODE="two")
    assert f"Error: run {run} was begun on another machine (node): " in said
    assert f"isograd compare TASK --proofs {run}" in hint

    out, err = shell.run(*command, "--proofs", run, "--json", ISOGRAD_NODE="two")
    assert "proving" not in err
    document = json.loads(out)
    assert (OK, "two") == (statuses(document), document["run"]["machine"]["node"])
    second = shell.document("run", "runs", "show", document["run"]["id"])["records"]
    proven = {one["id"]: one["machine"] for one in first["records"] if one["kind"] == "parity"}
    kept = [one for one in second if one["kind"] == "parity"]
    assert 4 == len(proven) == len(kept)
    # They say where they come from, and keep the machine that proved.
    assert proven == {one["settings"]["proven_in"]["record"]: one["machine"] for one in kept}
    timed = [one for one in second if one["kind"] == "measurement"]
    assert 2 == len(timed)
    assert {one["machine"] for one in timed}.isdisjoint(proven.values())


# --- on a terminal ------------------------------------------------------------------------------


@pytest.mark.parametrize(("rows", "shown"), [(50, "✓ ok"), (7, "nullfw run float32: proving")])
def test_ctrl_c_on_a_terminal(shell: Shell, rows: int, shown: str) -> None:
    """The live table fits the terminal, and what it leaves behind can be read."""
    folder, _ = slow_task(shell, f"typed-{rows}")
    terminal = user.on_terminal(shell, "compare", str(folder), *NULLFW, "--jobs", "1", rows=rows)
    terminal.until(shown)
    terminal.until("proving")
    below = psutil.Process(terminal.process.pid).children(recursive=True)
    terminal.type("\x03")
    terminal.end(130)
    _, alive = psutil.wait_procs(below, timeout=10)
    assert [] == alive
    left = terminal.shown.rpartition("\x1b[2K")[2]  # what the table is wiped away with
    assert "Go on later with: isograd compare … --resume " in left
    assert "Interrupted. Everything that had finished is kept." in left


def test_the_table_on_a_terminal_is_boxed_and_without_colour_where_asked(shell: Shell) -> None:
    command = ("compare", "linear-regression", *NULLFW)
    terminal = user.on_terminal(shell, *command)
    terminal.end(0)
    assert "│ nullfw" in terminal.shown
    assert "\x1b[32m✓ ok" in terminal.shown
    terminal = user.on_terminal(shell, *command, NO_COLOR="1")
    terminal.end(0)
    assert "│ nullfw" in terminal.shown
    assert [] == re.findall(r"\x1b\[[0-9;]*3[0-7]m", terminal.shown)


def test_missing_environments_are_offered_on_a_terminal(shell: Shell) -> None:
    terminal = user.on_terminal(
        shell, "compare", "linear-regression", "--frameworks", "jax", "--no-report"
    )
    terminal.until("Make them now?")
    assert "Worker environments to make: jax (about " in terminal.shown
    terminal.type("n\n")
    terminal.end(3)
    assert "none of the worker environments is there: jax" in terminal.shown


# --- real frameworks ----------------------------------------------------------------------------


@pytest.mark.real
def test_a_measured_run_and_its_report(real: Shell) -> None:
    """The first figures of two cells, and that the record behind each of them is in the store."""
    document = real.document(
        *("compare", "compare", "linear-regression", "--frameworks", "jax"),
        *("--modes", "jit,scan", "--dtypes", "float32", "--output", "报告 of jax", "--strict"),
        *("--profile", "demo"),
    )
    assert ["jit", "scan"] == [cell["mode"] for cell in document["cells"]]
    for cell in document["cells"]:
        figures = cell["figures"]
        assert figures["import_ns"] > figures["build_ns"] > 0
        rounds = [visit["step_ns"] for visit in figures["rounds"]]
        assert 5 == len(rounds)
        assert (1 if cell["mode"] == "scan" else 100) == len(rounds[0])
        assert all(sample > 0 for block in rounds for sample in block)
        assert 1 == len({visit["traces"] for visit in figures["rounds"]})
        assert figures["memory"]["peak_bytes"] > figures["memory"]["base_bytes"] > 10_000_000
        assert cell["parity"]["callable_sha256"] == figures["callable_sha256"]
    # The first step of jit holds its compilation, a hundred times a step that is compiled.
    jit = document["cells"][0]["figures"]
    assert jit["first_step_ns"] > 10 * min(jit["rounds"][0]["step_ns"])
    page = (real.root / "报告 of jax" / "en.html").read_text("utf-8")
    for cell in document["cells"]:
        assert all(record in page for record in cell["evidence"])


@pytest.mark.real
def test_ctrl_c_leaves_no_process_of_a_real_framework(real: Shell) -> None:
    process = real.start(
        *("compare", "linear-regression", "--frameworks", "jax,pytorch", "--modes", "eager"),
        *("--no-report", "--jobs", "2"),
    )
    user.wait_for_workers(process, 2)
    err = user.interrupt(process, signal.SIGINT)
    assert "Interrupted. Everything that had finished is kept." == err.splitlines()[-1]


if sys.platform != "linux":
    pytest.skip("workers are ended by process groups and /proc", allow_module_level=True)
