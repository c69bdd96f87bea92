"""From the comparison document to what a page shows, in one language. No template logic here, no
number that the evidence does not hold; templates only lay out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from isograd import registry
from isograd.evidence.document import launch_of
from isograd.evidence.model import Comparison, Record, Source, Status
from isograd.report import code, curves, timing
from isograd.report import differences as apart
from isograd.report import format as fmt
from isograd.report.cells import (
    CellView,
    Group,
    Identifiers,
    deviation_row,
    file_name,
    groups,
    percent,
    record_anchor,
    unique,
    worst_ratio,
)
from isograd.report.words import SYMBOLS, Words

Facts = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Count:
    """How many cells have a status other than ok, in words."""

    status: Status
    symbol: str
    words: str


@dataclass(frozen=True)
class Failing:
    """Cells of one mode that are not ok for the same reason, told once."""

    name: str
    cell: CellView


@dataclass(frozen=True)
class Accuracy:
    value: str
    cells: Sequence[CellView]


@dataclass(frozen=True)
class Table:
    """A list of names and values; values may be tables themselves."""

    rows: Sequence[tuple[str, "str | Table"]]


@dataclass(frozen=True)
class Environment:
    id: str
    rows: Sequence[tuple[str, str]]
    versions: Sequence[tuple[str, str]]  # of the frameworks and what stands beside them
    others: Sequence[tuple[str, str]]  # of everything else that is installed


@dataclass(frozen=True)
class TaskView:
    """One task's part of the page."""

    id: str
    comparison: Comparison
    title: str
    summary: str
    answer: str
    all_ok: bool
    counts: Sequence[Count]
    key: Sequence[tuple[str, str]]
    closest: CellView | None  # the cell at parity that comes nearest to its tolerance
    endpoint: bool
    dtypes: Sequence[str]
    groups: Sequence[Group]
    cells: Sequence[CellView]
    failing: Sequence[Failing]
    curves: curves.Curves | None
    accuracies: Sequence[Accuracy]
    timings: Sequence[timing.Timing]
    differences: apart.Differences | None
    costs: Sequence[apart.Curve]
    columns: Sequence[code.Column]
    roles: Sequence[str]
    machine: Table
    settings: Table
    environments: Sequence[Environment]
    created: str
    state: str
    data: str  # path of the document in the report's folder


@dataclass(frozen=True)
class RecordView:
    anchor: str
    record: Record
    kind: str
    created: str
    cell: str
    says: str
    file: str
    facts: Sequence[tuple[str, str]]


def data_file(comparison: Comparison) -> str:
    return f"data/{fmt.slug(comparison.run.id)}.json"


def record_file(record: Record) -> str:
    return f"data/records/{fmt.slug(record.id)}.json"


def task_views(
    comparisons: Sequence[Comparison], sources: Facts, records: Sequence[Record], words: Words
) -> list[TaskView]:
    identifiers = Identifiers()
    known = {record.id: record for record in records}
    return [_task(c, identifiers.make(c.task.id), sources, known, words) for c in comparisons]


def _task(
    comparison: Comparison,
    identifier: str,
    sources: Facts,
    records: Mapping[str, Record],
    words: Words,
) -> TaskView:
    task, run = comparison.task, comparison.run
    dtypes = unique(cell.dtype for cell in comparison.cells)
    made = groups(comparison, identifier, records, words)
    cells = [cell for group in made for row in group.rows for cell in row.cells if cell]
    columns = _columns(comparison, sources)
    total, ok = len(cells), sum(cell.result.status == "ok" for cell in cells)
    compared = [cell for cell in cells if cell.result.status == "ok" and cell.ratio]
    endpoint = any(c.result.parity and c.result.parity.kind == "endpoint" for c in cells)
    return TaskView(
        id=identifier,
        comparison=comparison,
        title=task.title.get(words.lang) or task.id,
        summary=task.summary.get(words.lang, ""),
        answer=words("answer_endpoint" if endpoint else "answer", ok=ok, total=total),
        all_ok=ok == total,
        counts=_counts(comparison, words),
        key=_key(comparison, cells, dtypes, words),
        closest=max(compared, key=lambda c: worst_ratio(c.result.parity) or 0, default=None),
        endpoint=endpoint,
        dtypes=dtypes,
        groups=made,
        cells=cells,
        failing=_failing(cells, words),
        curves=curves.curves(comparison, made, identifier, words),
        accuracies=_accuracies(cells),
        timings=[timing.timing(dtype, k, made, words) for k, dtype in enumerate(dtypes)],
        differences=apart.differences(comparison, made, words),
        costs=apart.cost_curves(comparison.curves, made, identifier, words),
        columns=columns,
        roles=[role for role in code.ROLES if any(role in c.parts for c in columns)],
        machine=_table(run.machine, words),
        settings=_table(run.settings, words),
        environments=[
            _environment(name, facts, words) for name, facts in sorted(run.environments.items())
        ],
        created=fmt.moment(run.created),
        state="" if run.state == "complete" else words(f"state_{run.state}"),
        data=data_file(comparison),
    )


def _counts(comparison: Comparison, words: Words) -> list[Count]:
    counts = []
    for status, symbol in SYMBOLS.items():
        n = sum(cell.status == status for cell in comparison.cells)
        if n and status != "ok":
            counts.append(Count(status, symbol, words(f"count_{status}", n=n)))
    return counts


def _failing(cells: Sequence[CellView], words: Words) -> list[Failing]:
    alike: dict[tuple[str, ...], list[CellView]] = {}
    for cell in cells:
        r = cell.result
        if r.status != "ok":
            why = (r.framework, r.mode, r.variant, r.status, cell.reason.words)
            alike.setdefault(why, []).append(cell)
    return [
        Failing(
            " · ".join(
                [
                    words.framework(same[0].result.framework),
                    same[0].result.mode,
                    words.listed([cell.result.dtype for cell in same]),
                ]
            ),
            same[0],
        )
        for same in alike.values()
    ]


def _key(
    comparison: Comparison, cells: Sequence[CellView], dtypes: Sequence[str], words: Words
) -> list[tuple[str, str]]:
    modes = {(c.result.framework, c.result.mode) for c in cells}
    rows = [
        (words("key_frameworks"), str(len({c.result.framework for c in cells}))),
        (words("key_modes"), str(len(modes))),
        (words("key_dtypes"), words.listed(list(dtypes))),
        (words("key_steps"), str(comparison.task.steps)),
    ]
    under = sum(bool(c.conventions) for c in cells if c.result.status == "ok")
    if under:
        rows.append((words("key_conventions"), str(under)))
    return rows


def _accuracies(cells: Sequence[CellView]) -> list[Accuracy]:
    """Cells by the accuracy that they reached, highest first."""
    by_value: dict[float, list[CellView]] = {}
    for cell in cells:
        if cell.result.parity and cell.result.parity.accuracy is not None:
            by_value.setdefault(cell.result.parity.accuracy, []).append(cell)
    return [Accuracy(percent(value), by_value[value]) for value in sorted(by_value, reverse=True)]


def _columns(comparison: Comparison, sources: Facts) -> list[code.Column]:
    """One column a distinct source text, with the modes that it serves."""
    found: dict[tuple[str, str, str], list[tuple[str, Source]]] = {}
    for cell in comparison.cells:
        if cell.source is not None:
            text = code.text_of(sources.get(cell.source.sha256))
            modes = found.setdefault((cell.framework, cell.source.file, text), [])
            if cell.mode not in [mode for mode, _ in modes]:
                modes.append((cell.mode, cell.source))
    identifiers = Identifiers()
    shown = _first_shown(found)
    columns = []
    for key, modes in found.items():
        framework, file, text = key
        first = modes[0][1]
        columns.append(
            code.Column(
                id=identifiers.make(framework, file_name(file).removesuffix(".py")),
                framework=framework,
                file=file_name(file),
                lines=first.lines,
                tokens=first.tokens,
                modes=tuple((mode, source.applied) for mode, source in modes),
                parts={role: code.highlight(part) for role, part in code.split(text).items()},
                shown=key in shown,
            )
        )
    return columns


def _first_shown(
    found: Mapping[tuple[str, str, str], Sequence[tuple[str, Source]]],
) -> set[tuple[str, str, str]]:
    """The source of each framework's default mode, else its first."""
    chosen: dict[str, tuple[str, str, str]] = {}
    for key, modes in found.items():
        framework = registry.frameworks().get(key[0])
        default = framework.default_mode if framework else ""
        if key[0] not in chosen or default in [mode for mode, _ in modes]:
            chosen[key[0]] = key
    return set(chosen.values())


# --- machine and versions -------------------------------------------------------------------


def _plain(name: str, value: Any, words: Words) -> str:
    if name.endswith("_bytes") and isinstance(value, int):
        return fmt.size(value)
    if name.endswith("sha256") and isinstance(value, str):
        return value[:12]
    if value is None or value == "":
        return words("unknown")
    if value == []:
        return words("none")
    if isinstance(value, bool):
        return words("yes" if value else "no")
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, list | tuple):
        return ", ".join(
            " ".join(f"{k}={v}" for k, v in item.items()) if isinstance(item, dict) else str(item)
            for item in value
        )
    return str(value)


def _table(values: Mapping[str, Any], words: Words) -> Table:
    """Names that the catalogue knows are translated, and stand first, in the catalogue's order;
    others follow as they were recorded."""
    known = words.names("machine")
    values = {name: values[name] for name in [*known, *values] if name in values}
    return Table(
        [
            (
                words.maybe(f"machine_{name}") or name.replace("_", " "),
                _table(value, words) if isinstance(value, dict) else _plain(name, value, words),
            )
            for name, value in values.items()
        ]
    )


def _environment(name: str, facts: Mapping[str, Any], words: Words) -> Environment:
    versions = facts.get("versions")
    rest = {k: v for k, v in facts.items() if k not in ("versions", "id")}
    listed = sorted((k, str(v)) for k, v in versions.items()) if isinstance(versions, dict) else []
    frameworks = registry.frameworks().values()
    # Flax and Equinox are modes of JAX; jaxlib and tensorflow-cpu belong to their framework.
    main = {"numpy", *(mode.id for f in frameworks for mode in f.modes)}
    packages = tuple(f.package for f in frameworks)
    shown = [row for row in listed if row[0] in main or row[0].startswith(packages)]
    return Environment(
        name,
        [
            (words.maybe(f"environment_{key}") or key.replace("_", " "), _plain(key, value, words))
            for key, value in rest.items()
            if not isinstance(value, dict)
        ],
        shown,
        [row for row in listed if row not in shown],
    )


# --- records --------------------------------------------------------------------------------


def record_views(records: Sequence[Record], words: Words) -> list[RecordView]:
    return [
        RecordView(
            anchor=record_anchor(record.id),
            record=record,
            kind=words(f"record_{record.kind}"),
            created=fmt.moment(record.created),
            cell=_cell_name(record, words),
            says=_says(record, words),
            file=record_file(record),
            facts=[
                (words(f"fact_{name}"), value[:12])
                for name in ("environment", "machine", "source")
                if (value := getattr(record, name))
            ],
        )
        for record in records
    ]


def _cell_name(record: Record, words: Words) -> str:
    cell = record.cell
    if cell is None:
        return words("whole_run")
    parts = [words.framework(cell.framework), cell.mode, cell.dtype]
    return " · ".join(parts if cell.variant == "default" else [*parts, cell.variant])


def _says(record: Record, words: Words) -> str:
    """The main statement of a record in a few words, from its payload as it was stored."""
    payload = record.payload
    if record.kind == "parity":
        from isograd.evidence.model import Parity

        parity = Parity.model_validate(payload)
        worst = worst_ratio(parity)
        said = words.status(parity.status)
        if parity.first_divergence is not None:
            row = deviation_row(parity.first_divergence, words)
            said += f" · {row.tensor}"
        return said if worst is None else f"{said} · {words('ratio_of', ratio=fmt.ratio(worst))}"
    if (measured := launch_of(record)) is not None:
        if measured.samples:
            return words("median_step", time=fmt.duration(measured.median_step_ns))
    return ""
