"""``scripts/matrix`` finds the run that it was interrupted in."""

from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

from isograd.evidence.store import Store
from isograd.run.comparison import Comparison, Request

SCRIPT = Path(__file__).parents[2] / "scripts" / "matrix"


@pytest.fixture
def matrix(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    monkeypatch.setenv("ISOGRAD_DATA", str(tmp_path))
    loader = SourceFileLoader("matrix_script", str(SCRIPT))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_the_newest_interrupted_run_of_the_same_plan_goes_on(matrix: ModuleType) -> None:
    assert matrix.unfinished("linear-regression") is None
    with Store.open() as store:
        whole = Request(task="linear-regression", figures=matrix.FIGURES)
        for request, state in (
            (whole, "interrupted"),
            (Request(task="linear-regression", figures=()), "interrupted"),
            (whole, "complete"),
        ):
            run = store.begin(Comparison(request, store).plan(), {})
            store.finish(run, state)  # type: ignore[arg-type]
        runs = [run.id for run in store.runs()]
    assert runs[-1] == matrix.unfinished("linear-regression")
    assert matrix.unfinished("digits-mlp") is None
