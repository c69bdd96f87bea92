"""A sound campaign for tests of the log checker: made up, and kept to every rule. No number in
here was measured."""

import copy
import random
from collections.abc import Callable
from typing import Any

from isograd.evidence.content import canonical, digest
from isograd.evidence.model import (
    CampaignPlan,
    Cell,
    Deviation,
    Figures,
    Memory,
    Parity,
    Reshape,
    Round,
    RunPlan,
    TaskInfo,
)
from isograd.evidence.store import Store

MODES = (("pytorch", "eager"), ("pytorch", "compile"), ("jax", "jit"))
CELLS = [
    Cell(task="digits-mlp", framework=framework, mode=mode, dtype="float32")
    for framework, mode in MODES
]
KEYS = [cell.key for cell in CELLS]
THREADS, WAVES, ROUNDS, STEPS, WARMUP = (1, 2), 5, 6, 80, 12
LEVELS = dict(zip(KEYS, (150_000, 90_000, 60_000), strict=True))  # ns a step

MACHINE = {
    "cpu": "made up",
    "isa": ["avx2"],
    "cores_allowed": 2,
    "memory_bytes": 2**34,
    "page_bytes": 4096,
    "governor": None,
    "system": "Linux",
    "verifiable": True,
}
TASK = TaskInfo(
    id="digits-mlp",
    title={"en": "Digits", "zh": "数字"},
    summary={"en": "Digits.", "zh": "数字。"},
    steps=50,
    variant="default",
)
SOURCE = """# %% model
model = 1

# %% step
def step(x):
    return x

# %% loop
print(step(1).item())
"""

# Changes what will be recorded: ("parity" | "plan" | "launch", cell key or "", content, settings)
Doctor = Callable[[str, str, dict[str, Any], dict[str, Any]], None]


def nobody(kind: str, key: str, content: dict[str, Any], settings: dict[str, Any]) -> None:
    """Leaves the run as it is."""


def fill(
    store: Store,
    doctor: Doctor = nobody,
    machine: dict[str, Any] | None = None,
    task: str = "digits-mlp",
) -> str:
    """A complete run of the sample, after ``doctor`` has had his hands on each record; under
    another ``task`` it is told that it is of that one."""
    cells = [cell.model_copy(update={"task": task}) for cell in CELLS]
    info = TASK.model_copy(update={"id": task})
    run = store.begin(
        RunPlan(
            task=task,
            variant="default",
            cells=cells,
            steps=50,
            figures=["float32"],
            settings={"timing": {"threads": list(THREADS)}, "task": info.model_dump()},
        ),
        MACHINE if machine is None else machine,
    )
    environment = store.fact({"id": "sample", "versions": {"numpy": "2"}})
    source = store.fact({"file": "a.py", "text": SOURCE, "applied": "", "lines": 1, "tokens": 1})

    def add(
        kind: str, cell: Cell | None, content: dict[str, Any], settings: dict[str, Any]
    ) -> None:
        content, settings = copy.deepcopy(content), copy.deepcopy(settings)
        doctor(kind, cell.key if cell else "", content, settings)
        if content.pop("left_out", False):
            return
        where = {"environment": environment, "source": settings.pop("source", source)}
        name = {"parity": "parity", "plan": "verdict", "launch": "measurement"}[kind]
        changed = cell
        if cell is not None and "variant" in settings:
            changed = cell.model_copy(update={"variant": settings.pop("variant")})
        store.add(
            run,
            name,  # type: ignore[arg-type]
            content,
            cell=changed,
            settings=settings,
            **(where if cell is not None else {}),
        )

    for cell in cells:
        add("parity", cell, _parity(cell).model_dump(), {"inputs_sha256": "i" * 64})
    for cell in cells:
        add("launch", cell, _pilot(cell.key).model_dump(mode="json"), _settings(cell, 1))
    plan = _plan([cell.key for cell in cells]).model_dump(mode="json")
    add("plan", None, {"about": "plan", "plan": plan, "sha256": digest(canonical(plan))}, {})
    chance = random.Random(1)
    for threads in THREADS:
        for wave in range(1, WAVES + 1):
            names = [(cell, "") for cell in cells] + [(cells[0], "twin")]
            orders = [chance.sample(range(len(names)), len(names)) for _ in range(ROUNDS)]
            for place, (cell, label) in enumerate(names):
                figures = _timed(cell.key, label, wave, threads, [o[place] for o in orders], chance)
                settings = _settings(cell, threads)
                settings["worker"]["pid"] = 1000 + 100 * wave + 10 * threads + place
                add("launch", cell, figures.model_dump(mode="json"), settings)
    store.finish(run, "complete")
    return run


def _parity(cell: Cell) -> Parity:
    return Parity(
        status="ok",
        steps=50,
        forced_steps=20,
        gradient="read",
        loss_form="per-step",
        compiled_scope="none" if cell.mode == "eager" else "step",
        worst=[
            Deviation(
                phase=phase,
                kind="parameter",
                tensor="w",
                step=3,
                deviation=1e-9,
                tolerance=1e-8,
                ratio=0.1,
            )
            for phase in ("free", "forced")
        ],
        callable_sha256=cell.mode * 8,
    )


def _plan(keys: list[str]) -> CampaignPlan:
    return CampaignPlan(
        profile="full",
        reference=keys[0],
        groups=[keys],
        threads=list(THREADS),
        rounds=ROUNDS,
        launches=(WAVES, WAVES),
        eager={keys[1]: keys[0]},
        warmup={key: WARMUP for key in keys},
        steps={
            key: {"latency": STEPS, "throughput": STEPS, "feed": 5, "pipeline": 5} for key in keys
        },
        seed=1,
        estimate_seconds=60.0,
    )


def _settings(cell: Cell, threads: int) -> dict[str, Any]:
    worker = {
        "pid": 1,
        "hash_seed": "0",
        "garbage_collector": True,
        "affinity": list(range(2 - threads, 2)),
        "thread_variables": {"OMP_NUM_THREADS": str(threads)},
        "threadpools": [{"internal_api": "openblas", "num_threads": threads}],
        "allocator": {},
        "deterministic": {},
        "torch_default_dtype": "float32",
        "default_dtype": "float32",
        "torch_matmul_precision": "highest",
        "matmul_precision": "highest",
    }
    conditions = {"load": [0.1, 0.1, 0.1], "steal_seconds": 0.0, "memory_available_bytes": 2**33}
    return {"worker": worker, "conditions": conditions, "inputs_sha256": "i" * 64}


def _level(key: str) -> int:
    return LEVELS["/".join((CELLS[0].task, *key.split("/")[1:]))]


def _pilot(key: str) -> Figures:
    level = _level(key)
    visit = Round(place=0, step_ns=[level] * STEPS, cpu_ns=level * STEPS, wall_ns=level * STEPS)
    return Figures(
        role="pilot",
        import_ns=10**9,
        build_ns=10**7,
        first_step_ns=10**8,
        first_step_covers=1,
        warmup_ns=[level] * 30,
        rounds=[visit] * 3,
        reshape=Reshape(batch=16, first_ns=10**6, second_ns=level),
        memory=Memory(peak_bytes=3 * 10**8, base_bytes=2 * 10**8),
        parameters=100,
        callable_sha256=key.split("/")[2] * 8,
    )


def _timed(
    key: str, label: str, wave: int, threads: int, places: list[int], chance: random.Random
) -> Figures:
    rounds = []
    for place in places:
        steps = [round(_level(key) * chance.uniform(0.99, 1.01)) for _ in range(STEPS)]
        wall = round(sum(steps) * 1.01)
        rounds.append(
            Round(
                place=place,
                step_ns=steps,
                throughput_ns=round(_level(key) * chance.uniform(0.98, 1.0)),
                feed_ns=steps[:5],
                pipeline_ns=steps[:5],
                cpu_ns=wall,
                wall_ns=wall,
                load=0.2,
            )
        )
    return Figures(
        role="timed",
        label="twin" if label else "",
        wave=wave,
        threads=threads,
        cache="warm",
        import_ns=10**9,
        build_ns=10**7,
        first_step_ns=10**7,
        first_step_covers=1,
        warmup_ns=[_level(key)] * WARMUP,
        rounds=rounds,
        parameters=100,
        callable_sha256=key.split("/")[2] * 8,
    )
