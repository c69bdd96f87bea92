"""What is emitted for models as users write them: golden files, refusals, and a few proofs."""

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import port_models
import pytest
from port_models import GOLDEN, PORTED, REFUSED, Model
from safetensors.numpy import load_file, save_file

from isograd.emit.write import emit
from isograd.errors import UsageError
from isograd.port import targets
from isograd.port.capture import Captured, RefusedError, capture, worker
from isograd.port.exchange import pull, push
from isograd.port.run import port
from isograd.port.workers import source_framework
from isograd.run.session import Session

pytestmark = pytest.mark.real

# Targets that express every model of PORTED; the others are held to what they can.
WHOLE = ("pytorch", "flax")
MODELS = {model.name: model for model in PORTED}


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    environment = source_framework().environment
    assert environment is not None
    with worker(environment.id) as one:
        yield one


@pytest.fixture(scope="module")
def captured(session: Session) -> dict[Model, Captured]:
    return {model: capture(model.spec, session) for model in PORTED}


@pytest.mark.parametrize("target", WHOLE)
@pytest.mark.parametrize("model", PORTED, ids=lambda m: m.id)
def test_the_source_is_as_it_was_read_and_approved(
    captured: dict[Model, Captured], model: Model, target: str
) -> None:
    """``scripts/golden`` rewrites the files; read the difference before you keep it."""
    one = captured[model]
    made = emit(one.program, targets.target(target), one.spreads)
    assert (GOLDEN / model.id / f"{target}.py").read_text("utf-8") == made.text


@pytest.mark.parametrize("target", WHOLE)
def test_no_axis_is_moved_inside_a_convolutional_network(
    captured: dict[Model, Captured], target: str
) -> None:
    for model in PORTED:
        if model.file == "cnn":
            one = captured[model]
            assert emit(one.program, targets.target(target), one.spreads).permutations == 0


@pytest.mark.parametrize("model", REFUSED, ids=lambda m: m.id)
def test_what_cannot_be_ported_is_refused_at_its_line(session: Session, model: Model) -> None:
    code, line = REFUSED[model]
    with pytest.raises(RefusedError) as refused:
        capture(model.spec, session)
    first = refused.value.refusals[0]
    assert first.code == code
    if line:
        text = Path(first.place.file).read_text("utf-8").splitlines()[first.place.line - 1]
        assert line in text


def test_nothing_is_written_for_a_refused_model(tmp_path: Path) -> None:
    branch = next(iter(REFUSED))
    result = port(branch.spec, list(WHOLE), tmp_path / "out")
    assert {"refused"} == {one.status for one in result.targets}
    assert not (tmp_path / "out").exists()


def test_names_and_docstrings_cannot_become_code(session: Session) -> None:
    one = capture(Model("refused", "Documented", (port_models.ROW,)).spec, session)
    for target in WHOLE:
        tree = ast.parse(emit(one.program, targets.target(target), one.spreads).text)
        called = {
            n.func.id
            for n in ast.walk(tree)
            if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
        }
        assert "__import__" not in called


@pytest.mark.parametrize("name", ["Exotic", "Tagger", "Encoder"])
def test_a_port_trains_alike_and_stands_alone(tmp_path: Path, name: str) -> None:
    result = port(MODELS[name].spec, ["flax"], tmp_path / "ä out", steps=3)
    assert ("training", "") == (result.targets[0].status, result.targets[0].reason)
    folder = tmp_path / "ä out" / "flax"
    for file in ("model.py", "load_weights.py", "test_parity.py"):
        assert "isograd" not in (folder / file).read_text("utf-8")
    moved = shutil.copytree(folder, tmp_path / "moved")
    assert (moved / "weights.safetensors").stat().st_size > 0


def test_a_checkpoint_goes_there_and_back_unchanged(tmp_path: Path) -> None:
    for model in (MODELS["ResNet"], MODELS["Tied"]):  # with batch norm; with a tied weight
        result = port(model.spec, list(WHOLE), tmp_path / model.name, certificate=False)
        for one in result.targets:
            folder = Path(one.directory)
            back, again = tmp_path / "back.safetensors", tmp_path / "again.safetensors"
            names = pull(folder, folder / "weights.safetensors", back)
            assert set(names) == set(load_file(back))
            assert any(name.endswith("num_batches_tracked") for name in names) == (
                model.name == "ResNet"
            )
            assert {"embed.weight", "head.weight"} <= set(names) or model.name != "Tied"
            push(folder, back, again)
            assert (folder / "weights.safetensors").read_bytes() == again.read_bytes()


def test_a_checkpoint_that_does_not_fit_writes_nothing(tmp_path: Path) -> None:
    result = port(MODELS["Tied"].spec, ["flax"], tmp_path / "out", certificate=False)
    folder = Path(result.targets[0].directory)
    whole = load_file(folder / "weights.safetensors")
    bad, output = tmp_path / "bad.safetensors", tmp_path / "new.safetensors"
    for change in ({"more": np.zeros(2)}, {next(iter(whole)): np.zeros((3, 3))}):
        save_file({**whole, **change}, bad)
        with pytest.raises(UsageError):
            pull(folder, bad, output)
    bad.write_bytes(b"\x80\x04K\x01.")  # a pickle
    with pytest.raises(UsageError):
        pull(folder, bad, output)
    assert not output.exists()
