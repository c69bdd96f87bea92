"""Checks of a task's specification alone, before any framework runs it."""

import ast
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from isograd import registry
from isograd.suite.contract import Arrays, Task
from isograd.suite.load import TaskFolder, implementation
from isograd.suite.oracle import Problem, cast

ROLES = ("data", "model", "loss", "step", "loop")
MARK = "# %% "

# Central differences of a smooth function: truncation h² against rounding ε/h balances near ε^⅓
# (Numerical Recipes, 3rd ed., section 5.7); the error left is about ε^⅔ of the loss's scale.
_EPSILON = np.finfo(np.float64).eps
_STEP = float(_EPSILON ** (1 / 3))
_ALLOWED = 100 * float(_EPSILON ** (2 / 3))
_PROBES = 12  # elements tried per parameter


@dataclass(frozen=True)
class Check:
    name: str
    ok: bool
    detail: str = ""


def specification(folder: TaskFolder) -> list[Check]:
    """Every check that needs no framework; the order is that of a reader's questions.

    It ends with the data where they fail: no step can be made of them.
    """
    task = folder.task
    problem = Problem(task)
    data = [_repeatable(task, problem), *soundness(problem)]
    if not all(check.ok for check in data):
        return data
    return [
        *data,
        _finite(problem),
        _dtype_kept(problem),
        _gradients(problem),
        *([_width(problem)] if task.width else []),
        *_sources(folder, problem),
    ]


def soundness(problem: Problem) -> list[Check]:
    """What a comparison takes for granted of a task's data."""
    return [_representable(problem), _order(problem)]


def _repeatable(task: Task, first: Problem) -> Check:
    again = Problem(task)
    same = first.sha256 == again.sha256
    return Check("data_repeatable", same, "" if same else "the data differ from draw to draw")


def _representable(problem: Problem) -> Check:
    """Floats must be float32 values, so that both dtypes start from identical numbers."""
    for name, value in {**problem.data.train, **problem.data.held_out, **problem.initial}.items():
        if value.dtype.kind == "f" and not np.array_equal(
            value.astype(np.float32).astype(value.dtype), value
        ):
            return Check("float32_representable", False, name)
    return Check("float32_representable", True)


def _order(problem: Problem) -> Check:
    order, task = problem.data.order, problem.task
    rows = {len(value) for value in problem.data.train.values()}
    if order.ndim != 2 or order.dtype != np.int64:
        return Check(
            "order", False, f"int64 [steps, batch] wanted, got {order.dtype} {order.shape}"
        )
    if len(order) < task.steps:
        return Check("order", False, f"{len(order)} batches for {task.steps} steps")
    if len(rows) != 1 or order.min() < 0 or order.max() >= rows.pop():
        return Check("order", False, "rows outside the data, or arrays of different length")
    return Check("order", True)


def _finite(problem: Problem) -> Check:
    moments = problem.run(np.float64, frozenset(), problem.task.steps)
    for moment in itertools.islice(moments, 1, None):
        for (kind, name), value in moment.tensors().items():
            if not np.isfinite(value).all():
                return Check("oracle_finite", False, f"{kind} {name} at step {moment.step}")
    return Check("oracle_finite", True)


def _dtype_kept(problem: Problem) -> Check:
    for dtype in (np.float32, np.float64):
        *_, moment = problem.run(dtype, frozenset(), 1)
        outputs = {("output", name): value for name, value in problem.outputs(moment).items()}
        for (kind, name), value in {**moment.tensors(), **outputs}.items():
            if value.dtype.kind == "f" and value.dtype != dtype:
                found = f"{kind} {name} is {value.dtype} in a {np.dtype(dtype)} run"
                return Check("oracle_dtype", False, found)
    return Check("oracle_dtype", True)


def _gradients(problem: Problem) -> Check:
    """The hand-derived gradients against central differences, at the first batch."""
    parameters = cast(problem.initial, np.float64)
    batch = problem.batch(0, np.float64)
    buffers = problem.start(np.float64).buffers
    rng = np.random.default_rng(problem.task.seed)
    for place, wanted in enumerate(_updated(problem)):
        made = problem.task.passes()[place](parameters, buffers, batch, frozenset())
        loss, gradients = made.loss, made.gradients
        if set(gradients) != wanted:
            return Check("gradients", False, f"gradients of {sorted(gradients)}")
        scale = max(1.0, abs(float(loss)), *(float(np.abs(g).max()) for g in gradients.values()))
        for name in gradients:
            value = parameters[name]
            for flat in rng.choice(value.size, min(_PROBES, value.size), replace=False):
                index = np.unravel_index(flat, value.shape)
                measured = _difference(problem, parameters, batch, name, index, place)
                gap = abs(measured - float(gradients[name][index])) / scale
                if not gap <= _ALLOWED:
                    where = f"{name}{[int(i) for i in index]}"
                    return Check("gradients", False, f"{where}: off by {gap:.1e} of the scale")
    return Check("gradients", True)


def _width(problem: Problem) -> Check:
    """At twice the width: the same data, and an oracle that takes the parameters as they come."""
    other = Problem(problem.task.at_width(2 * problem.task.width))
    for part in ("train", "held_out"):
        mine, theirs = getattr(problem.data, part), getattr(other.data, part)
        if not all(np.array_equal(mine[name], theirs[name]) for name in mine):
            return Check("width", False, "the data change with the width")
    shapes, others = (
        {name: value.shape for name, value in one.initial.items()} for one in (problem, other)
    )
    if set(shapes) != set(others) or shapes == others:
        return Check("width", False, "initial(rng, width) must change shapes, and no names")
    *_, moment = other.run(np.float64, frozenset(), 1)
    found = {name: value.shape for name, value in moment.gradients.items()}
    if found != others:
        return Check("width", False, "the gradients have other shapes than the parameters")
    return Check("width", True)


def _updated(problem: Problem) -> list[set[str]]:
    """The parameters that each pass of a step must give gradients of."""
    prefixes = [phase.updates for phase in problem.task.phases] or [""]
    return [{name for name in problem.initial if name.startswith(prefix)} for prefix in prefixes]


def _difference(
    problem: Problem,
    parameters: Arrays,
    batch: Arrays,
    name: str,
    index: tuple[np.intp, ...],
    place: int,
) -> float:
    def loss(shift: float) -> float:
        moved = parameters[name].copy()
        moved[index] += shift
        state = {**parameters, name: moved}
        if problem.task.stopped_loss is not None:
            return float(problem.task.stopped_loss(state, parameters, batch))
        buffers = problem.start(np.float64).buffers
        return float(problem.task.passes()[place](state, buffers, batch, frozenset()).loss)

    return (loss(_STEP) - loss(-_STEP)) / (2 * _STEP)


def _sources(folder: TaskFolder, problem: Problem) -> Iterator[Check]:
    """Each shown source: its side file names every parameter, and its cells are the roles."""
    seen = set()
    found_any = False
    for framework in registry.frameworks().values():
        for mode in framework.modes:
            source = implementation(framework, mode, folder, "default")
            stem = source.file.stem if source is not None else ""
            if source is None or stem in seen:
                continue
            seen.add(stem)
            found_any = True
            absent = {*problem.initial, *problem.buffers} - set(source.names)
            if absent:
                yield Check(f"source {stem}", False, f"{stem}.toml does not name {sorted(absent)}")
                continue
            marks = [
                line[len(MARK) :].strip()
                for line in source.text.splitlines()
                if line.startswith(MARK)
            ]
            ok = marks == list(ROLES) and ast.get_docstring(ast.parse(source.text)) is not None
            yield Check(
                f"source {stem}",
                ok,
                "" if ok else f"a docstring and the cells {', '.join(ROLES)} wanted, got {marks}",
            )
    if not found_any:
        yield Check("sources", False, "no framework has a shown source in this folder")
