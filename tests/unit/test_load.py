"""Finding tasks and shown sources, and what a user is told where something is wrong with them."""

import shutil
from pathlib import Path

import gate
import pytest

from isograd import registry
from isograd.errors import UsageError
from isograd.suite import load
from isograd.suite.load import Implementation, TaskFolder, find, implementation

JAX = registry.frameworks()["jax"]
PYTORCH = registry.frameworks()["pytorch"]


@pytest.fixture
def copy(tmp_path: Path) -> TaskFolder:
    """A user's copy of linear-regression, in a folder with a space and Chinese letters."""
    folder = tmp_path / "我的 tasks" / "linear-regression"
    shutil.copytree(load.BUILT_IN / "linear-regression", folder)
    return find(str(folder))


def source(folder: TaskFolder, mode: str, variant: str = "default") -> Implementation | None:
    return implementation(JAX, JAX.mode(mode), folder, variant)


# --- tasks ----------------------------------------------------------------------------------


def test_the_built_in_tasks() -> None:
    assert {"digits-mlp", "linear-regression", "vae"} <= set(load.names())
    for name in load.names():
        assert (name, True) == (find(name).task.id, find(name).built_in)


def test_a_users_task_is_found_by_its_path(copy: TaskFolder) -> None:
    assert ("linear-regression", False) == (copy.task.id, copy.built_in)


def test_an_unknown_task_is_told_with_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"digits-mpl.*digits-mlp") as caught:
        find("digits-mpl")
    assert "isograd task list" in caught.value.hint


@pytest.mark.parametrize("given", ["./nowhere", "no/where"])
def test_an_unknown_folder_is_told(given: str) -> None:
    with pytest.raises(UsageError, match="where"):
        find(given)


def test_a_folder_without_a_task_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"task\.py") as caught:
        find(str(tmp_path))
    assert "isograd task new" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("import numpy\n\nnumpy.no_such_thing()\n", ":3", "AttributeError"),
        ("x = 1\nif x:\npass\n", ":3", "IndentationError"),
        ("x = 1\n", "", "task = Task("),
        ("task = 3\n", "", "task = Task("),
    ],
)
def test_an_error_in_a_task_is_told_with_file_and_line(
    tmp_path: Path, text: str, line: str, told: str
) -> None:
    file = tmp_path / "task.py"
    file.write_text(text)
    with pytest.raises(UsageError) as caught:
        find(str(tmp_path))
    assert f"{file}{line}" in str(caught.value)
    assert told in str(caught.value)


def test_a_task_bears_the_name_of_its_folder(copy: TaskFolder) -> None:
    renamed = copy.path.with_name("another")
    copy.path.rename(renamed)
    with pytest.raises(UsageError, match=r"linear-regression.*another"):
        find(str(renamed))


# --- shown sources --------------------------------------------------------------------------


def test_modes_that_share_an_idiom_share_a_source() -> None:
    folder = find("digits-mlp")
    eager, jit, scan = (source(folder, mode) for mode in ("eager", "jit", "scan"))
    assert eager is not None and jit is not None and scan is not None
    assert (eager.file, "jax_scan.py") == (jit.file, scan.file.name)


def test_the_article_variant_lies_in_a_folder_of_its_own() -> None:
    found = source(find("linear-regression"), "eager", "article")
    assert found is not None
    assert "article" == found.file.parent.name


def test_reduced_is_the_default_source() -> None:
    folder = find("digits-mlp")
    assert source(folder, "eager") == source(folder, "eager", "reduced")


def test_a_source_that_is_nowhere_is_none(copy: TaskFolder) -> None:
    (copy.path / "jax_scan.py").unlink()
    assert source(copy, "scan") is None
    assert source(copy, "eager") is not None


def test_a_framework_brings_its_own_sources() -> None:
    with gate.outside_framework() as framework:
        found = implementation(framework, framework.mode("run"), find("digits-mlp"), "default")
    assert found is not None
    assert gate.NULLFW / "tasks" / "digits-mlp" / "nullfw_run.py" == found.file


def test_the_tasks_folder_comes_before_the_frameworks(copy: TaskFolder) -> None:
    own = gate.NULLFW / "tasks" / "linear-regression"
    for name in ("nullfw.py", "nullfw.toml"):
        shutil.copy(own / name, copy.path / name)
    with gate.outside_framework() as framework:
        found = implementation(framework, framework.mode("eager"), copy, "default")
    assert found is not None
    assert copy.path / "nullfw.py" == found.file


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("jax.py", "def step(:\n", r"jax\.py:1"),
        ("jax.toml", "names = [", r"jax\.toml"),
        ("jax.toml", "[names]\n[colours]\n", "colours"),
        ("jax.toml", "[conventions]\nall = ['adam-epsilon-float23']\n", "adam-epsilon-float32"),
    ],
)
def test_a_broken_source_is_told_with_its_file(
    copy: TaskFolder, name: str, text: str, told: str
) -> None:
    (copy.path / name).write_text(text)
    with pytest.raises(UsageError, match=told):
        source(copy, "eager")


def test_a_source_without_its_side_file_is_told(copy: TaskFolder) -> None:
    (copy.path / "jax.toml").unlink()
    with pytest.raises(UsageError, match=r"jax\.toml"):
        source(copy, "eager")


def test_conventions_are_those_of_all_of_the_mode_of_the_dtype_and_of_both() -> None:
    table = {
        "all": ["a"],
        "jit": ["b"],
        "float32": ["c", "a"],
        "jit/float32": ["d"],
        "eager/float32": ["e"],
    }
    found = Implementation(Path("x.py"), "", {}, table)
    assert ["a", "b", "c", "d"] == found.conventions_of("jit", "float32")
    assert ["a", "b"] == found.conventions_of("jit", "float64")
    assert ["a"] == found.conventions_of("scan", "float64")


@pytest.mark.parametrize("task", load.names())
def test_every_mode_of_every_framework_has_a_source(task: str) -> None:
    folder = find(task)
    tensors = set(folder.task.initial(gate.generator()))
    tensors |= set(folder.task.buffers() if folder.task.buffers is not None else ())
    variants = ["default"] if folder.task.article is None else ["default", "article"]
    for framework in registry.frameworks().values():
        for mode in framework.modes:
            for variant in variants:
                found = implementation(framework, mode, folder, variant)
                assert found is not None, (framework.id, mode.id, variant)
                assert tensors == set(found.names), found.file


def test_a_mode_may_have_a_source_of_its_own_beside_the_shared_one() -> None:
    pytorch, folder = registry.frameworks()["pytorch"], find("poisson-pinn")
    found = [implementation(pytorch, mode, folder, "default") for mode in pytorch.modes]
    assert ["pytorch.py", "pytorch.py", "pytorch_torchscript.py"] == [
        source.file.name for source in found if source is not None
    ]


def test_size_counts_neither_comments_nor_docstrings_nor_blank_lines() -> None:
    bare = "def f(x):\n    return x + 1\n"
    told = '"""Module."""\n\n# c\ndef f(x):\n    """One\n    two."""\n\n    return x + 1  # why\n'
    assert (2, 10) == load.size(bare)
    assert load.size(bare) == load.size(told)
