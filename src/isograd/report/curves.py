"""Loss curves: what the two figures draw and what the table beside them says."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from isograd.evidence.model import Comparison
from isograd.report import figures
from isograd.report import format as fmt
from isograd.report.cells import CellView, Group, unique
from isograd.report.words import Words


@dataclass(frozen=True)
class Legend:
    name: str
    series: int


@dataclass(frozen=True)
class StepRow:
    step: int
    oracle: str
    lowest: str
    highest: str
    deviations: Sequence[str]  # the largest per dtype


@dataclass(frozen=True)
class Curves:
    loss: Markup
    deviation: Markup  # empty where there is no oracle to deviate from
    cells: int  # drawn in the loss figure
    wrong: int
    legend: Sequence[Legend]
    dtypes: Sequence[str]
    table: Sequence[StepRow]
    exact: int  # cells that agree with the oracle bit for bit at every step
    running_mean: bool
    conventions: bool


def _finite(values: Sequence[float | None]) -> list[float | None]:
    return [v if v is not None and math.isfinite(v) else None for v in values]


def running_mean(values: Sequence[float]) -> list[float]:
    """Mean of the first n values, for every n."""
    total, means = 0.0, []
    for count, value in enumerate(values, start=1):
        total += value
        means.append(total / count)
    return means


def undo_running_mean(means: Sequence[float | None]) -> list[float | None]:
    """The values whose running mean ``means`` is; a gap makes its successor unknowable too."""
    values: list[float | None] = []
    before: float | None = 0.0
    for count, mean in enumerate(means, start=1):
        known = mean is not None and before is not None
        values.append(count * mean - (count - 1) * before if known else None)  # type: ignore[operator]
        before = mean
    return values


def _deviation(cell: CellView, oracle: Sequence[float]) -> list[float | None]:
    parity = cell.result.parity
    assert parity is not None
    reference = running_mean(oracle) if parity.loss_form == "running-mean" else oracle
    return [
        None if value is None else abs(value - expected)
        for value, expected in zip(_finite(parity.losses), reference, strict=False)
    ]


def _per_step(cell: CellView) -> list[float | None]:
    parity = cell.result.parity
    assert parity is not None
    losses = _finite(parity.losses)
    return undo_running_mean(losses) if parity.loss_form == "running-mean" else losses


def _shown_steps(steps: int) -> list[int]:
    marks = [m * 10**k for k in range(7) for m in (1, 2, 5)]
    return [step for step in marks if step < steps] + [steps]


def curves(
    comparison: Comparison, groups: Sequence[Group], identifier: str, words: Words
) -> Curves | None:
    """None where no cell left losses."""
    drawn = [
        (group, cell)
        for group in groups
        for row in group.rows
        for cell in row.cells
        if cell
        and cell.result.status in ("ok", "wrong")
        and cell.result.parity
        and cell.result.parity.losses
    ]
    if not drawn:
        return None
    oracle = list(comparison.task.oracle_losses)
    dtypes = unique(cell.result.dtype for _, cell in drawn)
    losses = {cell.id: _per_step(cell) for _, cell in drawn}
    deviations = {cell.id: _deviation(cell, oracle) for _, cell in drawn} if oracle else {}

    def lines(values: dict[str, list[float | None]]) -> list[figures.Curve]:
        return [
            figures.Curve(
                cell.id,
                (group.series - 1) % figures.PALETTE + 1,
                values[cell.id],
                cell.result.dtype,
                emphasised=cell.result.status == "wrong",
                pale=bool(cell.conventions),
            )
            for group, cell in drawn
        ]

    wrong = sum(cell.result.status == "wrong" for _, cell in drawn)
    loss = figures.render(
        figures.loss_spec(lines(losses), oracle, words("axis_step"), words("axis_loss")),
        f"{identifier}-loss",
        words("figure_loss_title"),
        words("figure_loss_description", cells=len(drawn), steps=comparison.task.steps),
    )
    deviation = Markup()
    if any(value for values in deviations.values() for value in values):
        deviation = figures.render(
            figures.deviation_spec(lines(deviations), words("axis_step"), words("axis_deviation")),
            f"{identifier}-deviation",
            words("figure_deviation_title"),
            words("figure_deviation_description", dtypes=words.listed(dtypes)),
        )
    parities = [cell.result.parity for _, cell in drawn if cell.result.parity]
    return Curves(
        loss=loss,
        deviation=deviation,
        cells=len(drawn),
        wrong=wrong,
        legend=[Legend(g.name, g.series) for g in _only_groups(groups, drawn)],
        dtypes=dtypes,
        table=_table(drawn, oracle, losses, deviations, dtypes),
        exact=sum(bool(v) and not any(x != 0 for x in v) for v in deviations.values()),
        running_mean=any(parity.loss_form == "running-mean" for parity in parities),
        conventions=any(parity.conventions for parity in parities),
    )


def _only_groups(groups: Sequence[Group], drawn: Sequence[tuple[Group, CellView]]) -> list[Group]:
    present = {group.framework for group, _ in drawn}
    return [group for group in groups if group.framework in present]


def _table(
    drawn: Sequence[tuple[Group, CellView]],
    oracle: Sequence[float],
    losses: dict[str, list[float | None]],
    deviations: dict[str, list[float | None]],
    dtypes: Sequence[str],
) -> list[StepRow]:
    """The curves at a few steps: lowest and highest loss of the cells at parity, and the largest
    deviation per dtype."""
    good = [cell for _, cell in drawn if cell.result.status == "ok"]
    steps = max((len(losses[cell.id]) for cell in good), default=0)
    rows = []
    for step in _shown_steps(steps) if steps else []:

        def at(
            values: dict[str, list[float | None]], dtype: str = "", k: int = step
        ) -> list[float]:
            mine = [values[c.id] for c in good if c.id in values and dtype in ("", c.result.dtype)]
            return [v for v in (row[k - 1] for row in mine if len(row) >= k) if v is not None]

        present = at(losses)
        if present:
            largest = [max(at(deviations, dtype), default=None) for dtype in dtypes]
            rows.append(
                StepRow(
                    step,
                    fmt.scientific(oracle[step - 1], 4) if step <= len(oracle) else "",
                    fmt.scientific(min(present), 4),
                    fmt.scientific(max(present), 4),
                    ["–" if v is None else fmt.scientific(v) for v in largest],
                )
            )
    return rows
