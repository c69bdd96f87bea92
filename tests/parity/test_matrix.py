"""The parity matrix through real workers: every mode of every framework in both dtypes, few steps.

One command a task, with one process per environment, backend and dtype; all tests of a task read
the one document that it prints.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import shell as user
from shell import Shell

from isograd import registry
from isograd.suite import failures, load
from isograd.suite.contract import Task
from isograd.suite.oracle import Problem

pytestmark = pytest.mark.real

MODES = {
    "pytorch": ["eager", "compile", "torchscript"],
    "tensorflow": ["eager", "function", "xla", "graph1"],
    "keras": [
        f"{form}-{backend}"
        for form in ("fit", "step")
        for backend in ("tensorflow", "jax", "torch")
    ],
    "jax": ["eager", "jit", "scan", "flax", "equinox"],
    "paddle": ["dygraph", "to-static-sot", "to-static-ast", "program"],
}
DTYPES = ("float32", "float64")
CELLS = [(f, mode, dtype) for f, modes in MODES.items() for mode in modes for dtype in DTYPES]
WHOLE_RUN = {("keras", f"fit-{name}") for name in ("tensorflow", "jax", "torch")} | {
    ("jax", "scan")
}

# Loss of a cell against that of the oracle without conventions, relative. Ten times the largest
# that was seen: 1.2e-15 and 4.7e-7 without conventions, 1.6e-6 with them (their effect on Adam).
COINCIDE = {"float32": 5e-6, "float64": 1.2e-14}
COINCIDE_BY_CONVENTION = 1.6e-5
# The place of ε moves the losses of char-transformer, whose ε is 1e-6, by 1.8e-4; a buffer of steps
# those of digits-resnet, whose learning rate changes, by 2.3e-2, and decoupled decay by 4.5e-5.
LARGE = frozenset(
    {
        "lstm-double-bias",
        "adam-epsilon-before-correction",
        "momentum-buffer-of-steps",
        "weight-decay-decoupled",
    }
)


@dataclass
class Matrix:
    """One document, its cells by (framework, mode, dtype), and the run's records.

    ``cells`` are those that the framework does not refuse, ``all`` is every one.
    """

    task: str
    document: Any
    records: Any
    all: dict[tuple[str, str, str], Any] = field(init=False)
    cells: dict[tuple[str, str, str], Any] = field(init=False)

    def __post_init__(self) -> None:
        self.all = {(c["framework"], c["mode"], c["dtype"]): c for c in self.document["cells"]}
        self.cells = {key: c for key, c in self.all.items() if c["status"] != "unsupported"}

    @property
    def specification(self) -> Task:
        return load.find(self.task).task


def run(tmp: pytest.TempPathFactory, task: str, *arguments: str) -> Matrix:
    root = tmp.mktemp(task)
    shell = Shell(root, user.private(root))
    document = shell.document(
        *("compare", "compare", task, *arguments),
        *("--no-report", "--no-create", "--strict"),
    )
    return Matrix(task, document, shell.document("run", "runs", "show", "latest"))


@pytest.fixture(scope="module", params=load.names())
def matrix(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Matrix]:
    yield run(tmp_path_factory, request.param, "--variant", "reduced", "--figures", "none")


def test_all_22_modes_are_ok_in_both_dtypes_or_known_to_be_refused(matrix: Matrix) -> None:
    """Each entry of a failures.toml meets its two cells, and no other cell is unsupported."""
    refused = {
        (framework.id, mode)
        for framework in registry.frameworks().values()
        for task, mode in failures.read(framework)
        if task == matrix.task
    }
    expected = {key: "unsupported" if key[:2] in refused else "ok" for key in CELLS}
    assert expected == {key: cell["status"] for key, cell in matrix.all.items()}
    for key, cell in matrix.all.items():
        assert (key not in matrix.cells) == (cell["reason_code"] == "known_failure")
    assert CELLS == [(c["framework"], c["mode"], c["dtype"]) for c in matrix.document["cells"]]
    assert 44 == len(CELLS)


def test_everything_is_within_its_bound(matrix: Matrix) -> None:
    steps = matrix.specification.reduced_steps
    for key, cell in matrix.cells.items():
        parity = cell["parity"]
        assert ("trajectory", None, steps) == (
            parity["kind"],
            parity["first_divergence"],
            parity["steps"],
        )
        for deviation in parity["worst"]:
            assert deviation["ratio"] is not None, key
            assert 0 <= deviation["ratio"] < 1, (key, deviation)


def test_every_kind_of_tensor_was_compared_in_both_phases(matrix: Matrix) -> None:
    task = matrix.specification
    kinds = {"loss", "parameter", "gradient"}
    kinds |= {"slot"} if task.optimiser.slots else set()
    kinds |= {"buffer"} if task.buffers is not None else set()
    outputs = {("free", "output")} if task.predict is not None else set()
    for (framework, mode, _), cell in matrix.cells.items():
        parity = cell["parity"]
        compared = {(deviation["phase"], deviation["kind"]) for deviation in parity["worst"]}
        whole = (framework, mode) in WHOLE_RUN
        phases = {"free"} if whole else {"free", "forced"}
        assert {(phase, kind) for phase in phases for kind in kinds} | outputs == compared
        assert (0 if whole else task.reduced_steps) == parity["forced_steps"]
        assert whole == (parity["gradient"] == "inferred")


def test_float64_is_float64_by_value(matrix: Matrix) -> None:
    """Five steps in float32 are off by 1e-8 at least; no tensor of a float64 cell is."""
    for (framework, mode, dtype), cell in matrix.cells.items():
        if dtype == "float64":
            for deviation in cell["parity"]["worst"]:
                assert deviation["deviation"] < 1e-11, (framework, mode, deviation)


def test_keras_on_jax_and_torch_needs_a_patch_in_float64_which_is_shown(matrix: Matrix) -> None:
    for (framework, mode, dtype), cell in matrix.cells.items():
        patched = framework == "keras" and mode.endswith(("-jax", "-torch")) and dtype == "float64"
        parity, codes = cell["parity"], [one["code"] for one in cell["parity"]["findings"]]
        assert (["keras-float64"] if patched else []) == parity["patches"]
        assert ("proof_patch" if patched else "not_requested") == cell["figures_reason_code"]
        assert cell["figures"] is None
        leaks = {"float32_leak", "float32_leak_raises", "no_float32_leak"}
        assert (1 if patched else 0) == len(leaks.intersection(codes)), (framework, mode, codes)
    leaking = matrix.cells["keras", "step-torch", "float64"]["parity"]["findings"]
    assert ["float32_leak"] == [finding["code"] for finding in leaking]


def of_transformer(framework: str, mode: str) -> set[str]:
    found = set()
    if framework == "pytorch":
        found.add("clip-norm-slack")
    if (framework == "tensorflow" and mode != "graph1") or mode.endswith("-tensorflow"):
        found.add("gelu-cubic-float32")
    if framework == "paddle":
        found.add("layer-norm-epsilon-float32")
    if framework in ("pytorch", "paddle") or mode == "graph1":
        found.add("gradient-after-clipping")
    return found


def of_batch_norm(framework: str, mode: str) -> set[str]:
    """Of the tasks with batch norm, which also have momentum and weight decay."""
    if framework == "pytorch":
        return {"batch-norm-variance-unbiased"}
    if mode == "equinox":
        return {"batch-norm-zero-debias"}
    if framework == "paddle":
        constants = ("batch-norm-epsilon", "batch-norm-momentum", "momentum", "weight-decay")
        return {f"{constant}-float32" for constant in constants}
    if mode == "graph1":
        return {"momentum-float32"}
    if framework == "jax":
        return set()
    found = {"momentum-buffer-of-steps", "weight-decay-decoupled"}
    if framework == "tensorflow" or mode.endswith("-tensorflow"):
        found |= {"momentum-float32", "weight-decay-float32"}
    return found


def conventions(task: str, framework: str, mode: str, dtype: str) -> set[str]:
    """What the frameworks define differently, as their own sources say."""
    if task == "linear-regression":
        return {"learning-rate-float32"} if mode == "graph1" else set()
    if task in ("adaptive-halting", "matrix-factorisation"):
        return set()  # plain SGD with a learning rate that float32 holds exactly
    if task == "char-lstm":
        return {"lstm-double-bias"} if framework in ("pytorch", "paddle") else set()
    if task in ("digits-cnn", "digits-resnet"):
        rate = task == "digits-cnn" and mode == "graph1"  # the other's is a power of two
        return of_batch_norm(framework, mode) | ({"learning-rate-float32"} if rate else set())
    short = dtype == "float32"
    found = of_transformer(framework, mode) if task == "char-transformer" else set()
    if framework in ("tensorflow", "keras"):
        found.add("adam-epsilon-before-correction")
    if mode == "graph1":
        return found | {
            "adam-beta-powers-accumulated-float32",
            "adam-moment-betas-float32",
            "adam-epsilon-float32",
            *(["learning-rate-float32"] if task != "char-transformer" else []),  # a power of two
        }
    if framework == "tensorflow" or mode.endswith("-tensorflow"):
        found.add("adam-beta-powers-float32-base")
    # The pendulum compiles a turn of its loop alone, so its Adam is the eager one.
    compiled_adam = mode == "compile" and task != "pendulum-ode"
    if short and (framework in ("keras", "jax") or compiled_adam):
        found.add("adam-beta-powers-float32-base")
    if framework == "paddle":
        program = mode == "program"
        if short or program:
            found.add("adam-moment-betas-float32")
        if program:
            found.add("adam-epsilon-float32")
        if short:
            found.add("adam-beta-powers-accumulated-float32")
        else:
            found.add(
                "adam-beta-powers-float32-after-first"
                if program
                else "adam-beta-powers-accumulated"
            )
    return found


def test_conventions_are_declared_where_frameworks_define_things_differently(
    matrix: Matrix,
) -> None:
    assert {key: conventions(matrix.task, *key) for key in matrix.cells} == {
        key: set(cell["parity"]["conventions"]) for key, cell in matrix.cells.items()
    }


def test_the_losses_of_all_cells_coincide(matrix: Matrix) -> None:
    printed = matrix.document["task"]["oracle_losses"]
    steps = matrix.specification.reduced_steps
    assert steps == len(printed)
    for key, cell in matrix.cells.items():
        parity = cell["parity"]
        # Conventions that change a loss by more than rounding are in the oracle, as declared.
        large = LARGE.intersection(parity["conventions"])
        moments = Problem(matrix.specification).run(np.float64, large, steps) if large else ()
        oracle = [float(np.sum(moment.loss)) for moment in moments][1:] or printed
        losses = parity["losses"]
        if parity["loss_form"] == "running-mean":
            sums = [0.0, *(count * mean for count, mean in enumerate(losses, start=1))]
            losses = [after - before for before, after in pairwise(sums)]
        allowed = COINCIDE_BY_CONVENTION if parity["conventions"] else COINCIDE[cell["dtype"]]
        gap = max(abs(a - b) / b for a, b in zip(losses, oracle, strict=True))
        assert gap < allowed, key


def test_accuracy_of_the_same_parameters_is_the_same(matrix: Matrix) -> None:
    """It is the oracle's, with the conventions of the cell."""
    task = matrix.specification

    @cache
    def expected(use: frozenset[str]) -> float | None:
        if task.accuracy is None:
            return None
        problem = Problem(task)
        *_, last = problem.run(np.float64, use, task.reduced_steps)
        return task.accuracy(problem.outputs(last, use), problem.data.held_out)

    for key, cell in matrix.cells.items():
        parity = cell["parity"]
        assert expected(frozenset(parity["conventions"])) == parity["accuracy"], key


def test_every_cell_cites_its_records(matrix: Matrix) -> None:
    records = {record["id"]: record for record in matrix.records["records"]}
    assert matrix.document["run"]["id"] == matrix.records["run"]["id"]
    for key, cell in matrix.all.items():
        [identifier] = cell["evidence"]
        record = records.pop(identifier)
        assert "parity" == record["kind"]
        of = record["cell"]
        assert (matrix.task, *key, "reduced") == (
            of["task"],
            of["framework"],
            of["mode"],
            of["dtype"],
            of["variant"],
        )
        assert record["payload"]["callable_sha256"] == cell["parity"]["callable_sha256"]
        assert all((record["environment"], record["machine"], record["source"]))
    assert {} == records


def test_the_environments_and_their_versions_are_recorded(matrix: Matrix) -> None:
    environments = matrix.document["run"]["environments"]
    assert {"pytorch", "tensorflow", "jax", "paddle"} == set(environments)
    for environment in environments.values():
        assert "numpy" in environment["versions"]


def test_the_shown_source_of_every_cell_is_named(matrix: Matrix) -> None:
    for (framework, _, _), cell in matrix.cells.items():
        source = cell["source"]
        assert source["file"].startswith(framework)
        assert 15 < source["lines"] < source["tokens"]
        assert source["applied"]


# --- the article's program ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Matrix:
    return run(
        *(tmp_path_factory, "linear-regression"),
        *("--variant", "article", "--dtypes", "float32"),
    )


def test_the_articles_program_finds_the_line_in_every_mode(article: Matrix) -> None:
    assert {(f, m, "float32") for f, m, _ in CELLS} == set(article.cells)
    for (framework, mode, _), cell in article.cells.items():
        parity = cell["parity"]
        assert ("ok", "endpoint", 100) == (cell["status"], parity["kind"], parity["steps"])
        [weight], [bias] = (parity["endpoint"][n] for n in ("linear.kernel", "linear.bias"))
        assert abs(weight - 3) <= 1e-3, (framework, mode)
        assert abs(bias - 1) <= 1e-3, (framework, mode)
        assert ([], None, "article_untimed") == (
            parity["worst"],
            cell["figures"],
            cell["figures_reason_code"],
        )


def test_the_article_prints_two_of_the_programs(article: Matrix) -> None:
    for (framework, _, _), cell in article.cells.items():
        printed = framework in ("pytorch", "tensorflow")
        assert [f"program_{'article' if printed else 'ours'}"] == [
            finding["code"] for finding in cell["parity"]["findings"]
        ]
