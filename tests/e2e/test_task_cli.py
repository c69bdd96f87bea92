"""``isograd task`` as a user starts it."""

import sys
from pathlib import Path

import pytest
import shell as user
from shell import Shell

from isograd.i18n import text

CHECKS = [
    "data_repeatable",
    "float32_representable",
    "order",
    "oracle_finite",
    "oracle_dtype",
    "gradients",
]


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    return user.with_nullfw(tmp_path_factory.mktemp("user"))


@pytest.fixture
def real(tmp_path: Path) -> Shell:
    return Shell(tmp_path, user.private(tmp_path))


def test_list(shell: Shell) -> None:
    rows = {row["id"]: row for row in shell.document("tasks", "task", "list")["tasks"]}
    assert {"digits-mlp", "linear-regression"} <= set(rows)
    assert sorted(rows) == list(rows)
    assert ["default", "reduced", "tuned", "article"] == rows["linear-regression"]["variants"]
    assert ["default", "reduced", "tuned"] == rows["digits-mlp"]["variants"]
    assert {"pytorch.py", "jax_scan.py", "nullfw.py"} <= set(rows["digits-mlp"]["sources"])
    assert {} == rows["digits-mlp"]["unsupported"]
    out, _ = shell.run("task", "list", "--lang", "zh")
    assert ["任务", "步数", "源码", "内容"] == out.splitlines()[0].split()


def test_show(shell: Shell) -> None:
    detail = shell.document("task", "task", "show", "digits-mlp")
    assert ("adam", 0.001) == (
        detail["optimiser"]["kind"],
        detail["optimiser"]["learning_rate"],
    )
    assert {"kernel", "bias"} == {name.split(".")[1] for name in detail["parameters"]}
    assert [64, 64] == detail["batch"]["x"]
    assert 24 == len(detail["modes"])  # 22, and two of nullfw
    graph1 = detail["modes"]["tensorflow/graph1"]
    assert "tensorflow_graph1.py" == graph1["source"]
    assert "adam-epsilon-before-correction" in graph1["conventions"]["float64"]
    out, _ = shell.run("task", "show", "digits-mlp")
    assert "Optimiser: adam(learning_rate=0.001, beta_1=0.9, " in out
    assert (
        "优化器：adam(learning_rate=0.001"
        in shell.run("task", "show", "digits-mlp", "--lang", "zh")[0]
    )


def test_show_says_what_is_compiled_where_that_is_less_than_the_step(shell: Shell) -> None:
    modes = shell.document("task", "task", "show", "adaptive-halting")["modes"]
    assert "model.iterate = torch.compile(model.iterate)" == modes["pytorch/compile"]["applied"]
    assert "step(model, optimizer, x, y)" == modes["pytorch/eager"]["applied"]


def test_a_new_task_passes_and_is_the_users_own(shell: Shell) -> None:
    folder = user.user_task(shell, "my-own-task")
    assert not (folder / "article").exists()
    assert "linear-regression" not in (folder / "task.py").read_text("utf-8")
    arguments = ("task-verify", "task", "verify", str(folder), "--no-create")
    document = shell.document(*arguments, code=4)
    names = [check["name"] for check in document["checks"]]
    assert CHECKS == names[: len(CHECKS)]
    assert "source nullfw" in names
    assert all(check["ok"] for check in document["checks"])
    # Nothing but nullfw is there: not everything that the folder has a source for is proven.
    assert document["ok"] is False
    missing = [cell for cell in document["cells"] if cell["status"] == "missing"]
    assert {"no_environment"} == {cell["reason_code"] for cell in missing}
    assert (44, 48) == (len(missing), len(document["cells"]))


def test_verify_by_one_framework(shell: Shell) -> None:
    folder = user.user_task(shell, "proven")
    document = shell.document(
        "task-verify", "task", "verify", str(folder), "--frameworks", "nullfw"
    )
    assert (True, "proven") == (document["ok"], document["task"])
    found = {(cell["mode"], cell["dtype"]): cell["status"] for cell in document["cells"]}
    assert {(m, d): "ok" for m in ("eager", "run") for d in ("float32", "float64")} == found
    out, _ = shell.run("task", "verify", str(folder), "--frameworks", "nullfw")
    assert "✓ the gradients agree with central differences" in out.splitlines()
    assert "4 of 4 cells compute the same thing as the float64 oracle." == out.splitlines()[-1]


def test_verify_by_path_with_a_slash_or_a_dot(shell: Shell) -> None:
    folder = user.user_task(shell, "by-path")
    for given in (f"{folder}/", str(folder.relative_to(shell.root)), f"./my tasks/{folder.name}"):
        shell.run("task", "verify", given, "--spec-only")


@pytest.mark.parametrize(
    ("old", "new", "check", "detail"),
    [
        (
            "error.dtype.type(error.size)",
            "error.dtype.type(error.size + 1)",
            "gradients",
            "of the scale",
        ),
        (
            "np.float32(3.0) * x + np.float32(1.0)",
            "3.1 * x.astype(np.float64) + 1.0",
            "float32_representable",
            "y",
        ),
        ("upstream.sum(axis=0)", "np.float64(1) * upstream.sum(axis=0)", "oracle_dtype", "float64"),
        ("Sgd(learning_rate=0.1)", "Sgd(learning_rate=1e200)", "oracle_finite", "at step"),
        (".reshape(STEPS, BATCH)", ".reshape(STEPS, BATCH) + 1", "order", "rows outside"),
    ],
)
def test_a_specification_that_is_wrong_fails_its_check(
    shell: Shell, old: str, new: str, check: str, detail: str
) -> None:
    folder = user.user_task(shell, f"bad-{check.replace('_', '-')}")
    user.edit(folder / "task.py", old, new)
    document = shell.document("task-verify", "task", "verify", str(folder), "--spec-only", code=4)
    failed = {c["name"]: c["detail"] for c in document["checks"] if not c["ok"]}
    assert False is document["ok"]
    assert check in failed, failed
    assert detail in failed[check]
    out, err = shell.run("task", "verify", str(folder), code=4)
    said = text(f"task.check_{check}", "en")
    assert any(line.startswith(f"✗ {said}: ") and detail in line for line in out.splitlines())
    assert "proving" not in err  # nothing runs on a specification that is wrong
    if check in ("order", "float32_representable"):
        said, _ = shell.refused(2, "compare", str(folder), "--no-report")
        assert f"Error: the data of task {folder.name} cannot be compared: {check}: " in said


def test_a_source_without_its_roles_or_names_fails_its_check(shell: Shell) -> None:
    folder = user.user_task(shell, "no-roles")
    user.edit(folder / "nullfw.py", "# %% loss\n", "")
    user.edit(folder / "nullfw_run.toml", '"linear.bias" = "linear.bias"\n', "")
    document = shell.document("task-verify", "task", "verify", str(folder), "--spec-only", code=4)
    failed = {c["name"]: c["detail"] for c in document["checks"] if not c["ok"]}
    assert {"source nullfw", "source nullfw_run"} == set(failed)
    assert "linear.bias" in failed["source nullfw_run"]


@pytest.mark.parametrize("name", ["Foo", "1st", "a_b", "a b", "class", "-x", "任务", "a/b", ""])
def test_names_that_no_task_can_have(shell: Shell, name: str) -> None:
    [said, hint] = shell.refused(2, "task", "new", "--", name)
    assert f"Error: '{name}' is no task name" == said
    assert "What to do: use lower-case words joined by hyphens: my-task" == hint


def test_new_overwrites_nothing_and_says_where_it_cannot_write(shell: Shell) -> None:
    folder = user.user_task(shell, "taken")
    said, _ = shell.refused(2, "task", "new", "taken", "--in", str(folder.parent))
    assert f"Error: {folder} is there already" == said
    said, _ = shell.refused(2, "task", "new", "taken", "--in", str(folder.parent), "--lang", "zh")
    assert f"错误：{folder} 已经存在" == said
    (shell.root / "file").write_text("")
    [said] = shell.refused(2, "task", "new", "x", "--in", str(shell.root / "file" / "below"))
    assert said.startswith(f"Error: cannot write {shell.root / 'file' / 'below' / 'x'}: ")


def test_a_folder_that_is_named_otherwise_than_its_task(shell: Shell) -> None:
    folder = user.user_task(shell, "first-name")
    other = folder.rename(folder.with_name("second-name"))
    [said] = shell.refused(2, "task", "verify", str(other))
    assert (
        f"{other / 'task.py'}: the task's id is 'first-name', but its folder is 'second-name'"
        in (said)
    )


def test_a_task_py_that_defines_no_task(shell: Shell) -> None:
    folder = user.user_task(shell, "no-task")
    (folder / "task.py").write_text("tusk = 1\n")
    for command in (("task", "show"), ("task", "verify"), ("compare",)):
        [said] = shell.refused(2, *command, str(folder))
        assert f"Error: {folder / 'task.py'} must define `task = Task(...)`" in said


@pytest.mark.real
def test_a_new_task_passes_in_real_frameworks(real: Shell) -> None:
    place = real.root / "my tasks 任务"
    real.run("task", "new", "my-task", "--in", str(place))
    document = real.document(
        *("task-verify", "task", "verify", str(place / "my-task")),
        *("--frameworks", "pytorch,jax", "--no-create"),
    )
    assert document["ok"]
    assert 16 == len(document["cells"])
    assert {"ok"} == {cell["status"] for cell in document["cells"]}
    assert {"my-task"} == {document["task"]}


if sys.platform != "linux":
    pytest.skip("workers are ended by process groups and /proc", allow_module_level=True)
