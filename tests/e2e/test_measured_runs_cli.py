"""`runs check`, `runs compare`, `gate` and the report of a campaign, as a user starts them."""

import re
from pathlib import Path
from typing import Any

import campaign_sample
import pytest
import shell as user
from shell import Shell

from isograd.evidence.store import Store


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path, user.private(tmp_path))


def fill(
    shell: Shell, doctor: campaign_sample.Doctor = campaign_sample.nobody, task: str = "digits-mlp"
) -> str:
    folder = Path(shell.variables["ISOGRAD_DATA"])
    folder.mkdir(exist_ok=True)
    with Store.open(folder / "evidence.sqlite") as store:
        return campaign_sample.fill(store, doctor, task=task)


def dropped(kind: str, cell: str, content: dict[str, Any], settings: dict[str, Any]) -> None:
    if kind == "launch" and cell == campaign_sample.KEYS[2] and content["role"] == "timed":
        for visit in content["rounds"]:
            visit["step_ns"] = visit["step_ns"][3:]


def slow(kind: str, cell: str, content: dict[str, Any], settings: dict[str, Any]) -> None:
    if kind == "launch" and cell == campaign_sample.KEYS[2]:
        for visit in content["rounds"]:
            visit["step_ns"] = [round(ns * 1.2) for ns in visit["step_ns"]]
            visit["wall_ns"] = round(visit["wall_ns"] * 1.2)


def test_a_sound_run_passes_the_check(shell: Shell) -> None:
    run = fill(shell)
    said = f"{run}: 43 launches keep all 33 rules that a record can show.\n"
    assert (said, "") == shell.run("runs", "check")


def test_a_doctored_run_fails_it_with_rule_cell_and_figure(shell: Shell) -> None:
    fill(shell, dropped)
    out, _ = shell.run("runs", "check", "latest", code=4)
    line = next(line for line in out.splitlines() if re.match(r"\s*29 ", line))
    assert "jax jit float32" in line and "wave 1" in line and "77 samples" in line
    document = shell.document("run-check", "runs", "check", code=4)
    assert {29} == {breach["rule"] for breach in document["breaches"]}
    assert "违反" in shell.run("--lang", "zh", "runs", "check", code=4)[0]


def test_two_runs_are_compared(shell: Shell) -> None:
    before, after = fill(shell), fill(shell, slow)
    document = shell.document("run-comparison", "runs", "compare", before, after)
    jit = next(cell for cell in document["cells"] if cell["mode"] == "jit")
    latency = [one for one in jit["speed"] if one["quantity"] == "latency"]
    assert 2 == len(latency)
    assert all(one["low"] <= 1.2 <= one["high"] for one in latency)
    out, _ = shell.run("runs", "compare", before, after)
    assert "jax jit float32" in out and "slower" in out
    assert [f"Error: both names mean {before}"] == shell.refused(
        2, "runs", "compare", before, before
    )


def test_the_mean_over_tasks_shows_each_task_beside_it(shell: Shell) -> None:
    runs = [fill(shell), fill(shell, task="vae")]
    document = shell.document("means", "runs", "mean", *runs)
    assert {"digits-mlp": runs[0], "vae": runs[1]} == document["runs"]
    out, _ = shell.run("runs", "mean", *runs)
    assert "Geometric means over 2 tasks (digits-mlp, vae)" in out
    assert "digits-mlp 0.40, vae 0.40" in out
    (refusal,) = shell.refused(2, "runs", "mean", runs[0])
    assert "two runs at least" in refusal


def test_the_gate_fails_for_what_became_slower(shell: Shell) -> None:
    before, after = fill(shell), fill(shell, slow)
    out, _ = shell.run("gate", after, "--baseline", before, "--max-slowdown", "5%", code=4)
    assert "jax jit float32: latency, threads 1: 1.2" in out
    assert "eager" not in out
    passed = shell.run("gate", after, "--baseline", before, "--max-slowdown", "30%")
    assert ("None of 3 cells is slower than allowed.\n", "") == passed
    assert 2 == len(shell.document("gate", "gate", after, "--baseline", before, code=4)["slower"])


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--precision", "much", "--precision much: give a share"),
        ("--precision", "90%", "--precision 90%: give a share"),
        ("--budget", "10", "--budget 10: give a number and a unit"),
        ("--sweep", "widht=1,2", "unknown sweep 'widht'; did you mean 'width'?"),
        ("--sweep", "width=4097", "--sweep width=4097: give whole numbers up to 4096"),
        ("--sweep", "width=16,64", "--sweep width: linear-regression has no width"),
        ("--sweep", "batch=0", "--sweep batch=0: give whole numbers"),
        ("--threads", "0", "--threads 0: give whole numbers"),
        ("--threads", "4096", "--threads 4096: only"),
    ],
)
def test_wrong_values_of_the_measurement_s_options(
    option: str, value: str, says: str, shell: Shell
) -> None:
    assert says in shell.refused(2, "compare", "linear-regression", option, value)[0]


def test_a_task_without_a_width_is_told_those_that_have_one(shell: Shell) -> None:
    _, hint = shell.refused(2, "compare", "linear-regression", "--sweep", "width=16,64")
    assert "digits-mlp, poisson-pinn" in hint


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            ("Differences, with their intervals", "Noise floor", "When compiling pays", "faster"),
        ),
        ("zh", ("差异及其区间", "噪声下限", "编译何时划算", "更快")),
    ],
)
def test_the_report_shows_ratios_with_interval_and_floor(
    language: str, words: tuple[str, ...], shell: Shell
) -> None:
    fill(shell)
    shell.run("report", "-o", "page")
    page = (shell.root / "page" / f"{language}.html").read_text("utf-8")
    for word in words:
        assert word in page
    section = page[page.index('id="digits-mlp-differences"') :]
    assert 8 == section.count('class="forest-dot')
