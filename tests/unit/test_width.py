"""The one constant that names a width: set where it is clear what that means, refused elsewhere."""

import ast
import importlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from isograd import registry
from isograd.suite import load
from isograd.suite.contract import Task
from isograd.suite.oracle import Problem
from isograd.suite.verify import specification
from isograd_worker.adapter import load_again, load_source
from isograd_worker.width import CONSTANT, WidthError, set_width

SOURCE = '''"""A model."""

# %% model
WIDTH = 128  # hidden units


def sizes():
    return 64, WIDTH, 10
'''


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "model.py"
    path.write_text(SOURCE)
    return path


def test_the_constant_is_set_and_every_line_stays(file: Path) -> None:
    tree = set_width(SOURCE, 16, str(file))
    assert ast.dump(tree) == ast.dump(ast.parse(SOURCE.replace("128", "16")))
    (function,) = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    assert 7 == function.lineno


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("HIDDEN = 128\n", "it is set nowhere"),
        ("x = WIDTH + 1\n", "it is set nowhere"),
        ("WIDTH = 128\nWIDTH = 64\n", "it is set in lines 1, 2"),
        ("WIDTH = 128\nWIDTH *= 2\n", "it is set in lines 1, 2"),
        ("WIDTH = 128\n\ndef build(WIDTH):\n    pass\n", "it is set in lines 1, 3"),
        ("WIDTH = 128\n\ndef build():\n    WIDTH = 3\n", "it is set in lines 1, 4"),
        ("WIDTH = 128\nfrom sizes import N as WIDTH\n", "it is set in lines 1, 2"),
        ("def build():\n    WIDTH = 128\n", ":2: WIDTH must be an integer literal"),
        ("if True:\n    WIDTH = 128\n", ":2: WIDTH must be an integer literal"),
        ("WIDTH = 2 * 64\n", ":1: WIDTH must be an integer literal"),
        ("WIDTH = True\n", ":1: WIDTH must be an integer literal"),
        ("WIDTH = 128.0\n", ":1: WIDTH must be an integer literal"),
        ("WIDTH = DEPTH = 128\n", ":1: WIDTH must be an integer literal"),
        ("WIDTH, DEPTH = 128, 2\n", ":1: WIDTH must be an integer literal"),
    ],
)
def test_what_does_not_set_it_once_to_a_literal_is_refused(text: str, told: str) -> None:
    with pytest.raises(WidthError) as caught:
        set_width(text, 16, "model.py")
    assert told in str(caught.value)


def test_a_module_at_a_width_and_as_it_stands(file: Path) -> None:
    # The bytecode that the first one leaves holds 128, and is not taken for the second.
    importlib.invalidate_caches()
    assert (64, 128, 10) == load_source(str(file)).sizes()
    narrow = load_source(str(file), 16)
    assert (64, 16, 10) == narrow.sizes()
    assert (64, 16, 10) == load_again(narrow).sizes()
    assert load_again(narrow) is not narrow
    assert (64, 128, 10) == load_source(str(file)).sizes()


# --- tasks ----------------------------------------------------------------------------------


def test_the_tasks_that_have_a_width() -> None:
    assert ["digits-mlp", "poisson-pinn"] == load.with_width()


@pytest.mark.parametrize("name", load.with_width())
def test_every_source_of_such_a_task_names_the_task_s_width(name: str) -> None:
    folder = load.find(name)
    seen = set()
    for framework in registry.frameworks().values():
        for mode in framework.modes:
            source = load.implementation(framework, mode, folder, "default")
            assert source is not None
            if source.file in seen:
                continue
            seen.add(source.file)
            as_it_stands = ast.dump(ast.parse(source.text))
            set_to_it = set_width(source.text, folder.task.width, source.file.name)
            assert as_it_stands == ast.dump(set_to_it)
            assert source.text.count(CONSTANT) > 1, f"{source.file} sets a width and has no use"
    assert len(seen) >= 13


def test_another_width_has_the_same_data_and_other_weights() -> None:
    task = load.find("digits-mlp").task
    here, there = Problem(task), Problem(task.at_width(16))
    assert np.array_equal(here.data.order, there.data.order)
    assert np.array_equal(here.data.train["x"], there.data.train["x"])
    shapes = {name: value.shape for name, value in there.initial.items()}
    assert {
        "hidden.kernel": (64, 16),
        "hidden.bias": (16,),
        "output.kernel": (16, 10),
        "output.bias": (10,),
    } == shapes
    assert (128, 16) == (here.task.width, there.task.width)


def width_check(task: Task) -> list[tuple[bool, str]]:
    folder = load.find("digits-mlp")
    checks = specification(replace(folder, task=task))
    return [(check.ok, check.detail) for check in checks if check.name == "width"]


def test_verify_looks_at_another_width() -> None:
    task = load.find("digits-mlp").task
    assert [(True, "")] == width_check(task)
    assert [] == width_check(replace(task, width=0))


def test_verify_tells_an_initial_that_ignores_the_width() -> None:
    task = load.find("digits-mlp").task
    deaf = replace(task, initial=lambda rng, width=128: task.initial(rng))
    assert [(False, "initial(rng, width) must change shapes, and no names")] == width_check(deaf)
