"""The folder is the registry: built-in frameworks, outside ones, and what is told of bad ones."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import gate
import pytest

from isograd import registry
from isograd.errors import IsogradError

MODES = {
    "pytorch": "eager compile torchscript",
    "tensorflow": "eager function xla graph1",
    "keras": "fit-tensorflow fit-jax fit-torch step-tensorflow step-jax step-torch",
    "jax": "eager jit scan flax equinox",
    "paddle": "dygraph to-static-sot to-static-ast program",
}
WHOLE_RUN = {"keras": ["fit-tensorflow", "fit-jax", "fit-torch"], "jax": ["scan"]}


def test_the_twenty_two_modes() -> None:
    found = {f.id: [mode.id for mode in f.modes] for f in registry.frameworks().values()}
    assert {name: modes.split() for name, modes in MODES.items()} == found
    assert 22 == sum(len(modes) for modes in found.values())


def test_whole_run_contracts() -> None:
    found = {
        f.id: [mode.id for mode in f.modes if mode.contract == "whole-run"]
        for f in registry.frameworks().values()
    }
    assert {name: WHOLE_RUN.get(name, []) for name in MODES} == found


def test_the_four_environments_and_who_lives_in_them() -> None:
    assert ["pytorch", "tensorflow", "jax", "paddle"] == list(registry.environments())
    for name in ("pytorch", "tensorflow", "jax"):
        assert [name, "keras"] == [member.id for member in registry.members(name)]
    assert ["paddle"] == [member.id for member in registry.members("paddle")]


def test_environments_besides_those_of_the_frameworks() -> None:
    others = [name for name in registry.all_environments() if name not in registry.environments()]
    assert others[-1] == "runtimes" and "paddle+export" in others
    assert registry.members("jax+litert") == registry.members("jax")
    assert [] == registry.members("runtimes")
    assert "jax+litert" == registry.with_extra("jax", "litert")
    assert "paddle" == registry.with_extra("paddle", "litert")
    for name in registry.all_environments():
        assert all(path.is_file() for path in registry.requirement_files(name, "cpu"))


@pytest.mark.parametrize("framework", registry.frameworks().values(), ids=lambda f: f.id)
def test_what_a_framework_says_of_itself_is_there(framework: registry.Framework) -> None:
    assert framework.adapter.is_file()
    assert framework.requirements("cpu").is_file()
    identifiers = [mode.id for mode in framework.modes]
    assert len(identifiers) == len(set(identifiers))
    assert {framework.default_mode, framework.compiled_mode} <= set(identifiers)
    environments = registry.environments()
    assert {framework.environment_of(mode) for mode in framework.modes} <= set(environments)
    assert set(framework.installs_into) <= set(environments)


def test_an_outside_framework_joins_and_leaves() -> None:
    with gate.outside_framework() as framework:
        assert [*MODES, "nullfw"] == list(registry.frameworks())
        assert "nullfw" in registry.environments()
        assert ["nullfw"] == [member.id for member in registry.members("nullfw")]
        assert ["nullfw", "nullfw_run"] == [framework.stem(mode) for mode in framework.modes]
    assert list(MODES) == list(registry.frameworks())


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    copy = tmp_path / "nullfw"
    shutil.copytree(gate.NULLFW, copy)
    yield copy


Change = Callable[[str], str]
BROKEN: dict[str, tuple[Change, str]] = {
    "no TOML": (lambda text: text + "\n[[[", "framework.toml"),
    "unknown key": (lambda text: "colour = 'red'\n" + text, "colour"),
    "unknown contract": (lambda text: text.replace('"stepwise"', '"sideways"'), "contract"),
    "missing key": (lambda text: text.replace('homepage = "https://numpy.org"', ""), "homepage"),
    "another id": (lambda text: text.replace('id = "nullfw"', 'id = "other"', 1), "the folder is"),
    "no environment": (
        lambda text: text[: text.index("[environment]")] + text[text.index("[[modes]]") :],
        "names no environment",
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_folder_is_told_with_its_file(folder: Path, what: str) -> None:
    change, told = BROKEN[what]
    file = folder / "framework.toml"
    file.write_text(change(file.read_text("utf-8")), "utf-8")
    with pytest.raises(IsogradError) as caught:
        registry.read(folder)
    assert str(file) in str(caught.value)
    assert told in str(caught.value)


def test_a_folder_without_its_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(IsogradError, match=r"framework\.toml"):
        registry.read(tmp_path)


def test_unknown_modes_and_devices_are_key_errors() -> None:
    framework = registry.frameworks()["pytorch"]
    with pytest.raises(KeyError, match="scan"):
        framework.mode("scan")
    with gate.outside_framework(), pytest.raises(KeyError, match="cuda"):
        registry.environments()["nullfw"].cost("cuda")
