"""A small run for the tests of the store, of bundles and of `isograd runs`."""

from pathlib import Path

from isograd.evidence.model import (
    Cell,
    Deviation,
    Figures,
    Memory,
    Parity,
    Record,
    Round,
    RunPlan,
    TaskInfo,
)
from isograd.evidence.store import Store

CELLS = [
    Cell(task="linear-regression", framework="jax", mode="jit", dtype=dtype)
    for dtype in ("float32", "float64")
]
TASK = TaskInfo(
    id="linear-regression",
    title={"en": "Linear regression", "zh": "线性回归"},
    summary={"en": "A line.", "zh": "一条直线。"},
    steps=2,
    variant="default",
)
PLAN = RunPlan(
    task="linear-regression",
    variant="default",
    cells=CELLS,
    steps=2,
    figures=["float32"],
    settings={"seed": 7, "threads": 1, "task": TASK.model_dump()},
)
MACHINE = {"cpu": "中央处理器", "cores": 2}
ENVIRONMENT = {"id": "jax", "origin": "created", "versions": {"jax": "0.10.2", "numpy": "2.4.6"}}
SOURCE = {
    "file": "jax.py",
    "text": "loss = 'é' # \udc80\n",
    "applied": "jit",
    "lines": 1,
    "tokens": 3,
}
PARITY = Parity(
    status="ok",
    steps=2,
    worst=[
        Deviation(
            phase="free",
            kind="loss",
            tensor="loss",
            step=2,
            deviation=1e-17,
            tolerance=1e-16,
            ratio=0.1,
        )
    ],
    losses=[0.1, None],
    callable_sha256="c" * 64,
)
FIGURES = Figures(
    import_ns=1,
    build_ns=2,
    first_step_ns=3,
    first_step_covers=1,
    rounds=[Round(place=0, step_ns=[4, 5], cpu_ns=9, wall_ns=9)],
    traces=1,
    memory=Memory(peak_bytes=11, base_bytes=10),
    callable_sha256="c" * 64,
)


def fill(store: Store) -> tuple[str, list[Record]]:
    """A running run with three records: a parity, a measurement, and one of the run itself."""
    run = store.begin(PLAN, MACHINE)
    environment, source = store.fact(ENVIRONMENT), store.fact(SOURCE)
    return run, [
        store.add(
            run,
            "parity",
            PARITY.model_dump(),
            cell=CELLS[0],
            environment=environment,
            source=source,
            settings={"affinity": [0]},
        ),
        store.add(run, "measurement", FIGURES.model_dump(), cell=CELLS[0], environment=environment),
        store.add(run, "citation", {"url": "https://example.org"}),
    ]


def complete_run(path: Path) -> str:
    """A store at ``path`` with one complete run; returns its identifier."""
    with Store.open(path) as store:
        run, _ = fill(store)
        store.finish(run, "complete")
    return run
