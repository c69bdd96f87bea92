"""From document to view model: what is counted, named, told and left out."""

import math
from typing import Any

import pytest
from report_sample import HOSTILE, STEPS, sample

from isograd.evidence.model import Comparison, CostCurve, Estimate, Finding
from isograd.report import curves, differences, figures, view
from isograd.report.words import Words


def task(lang: str = "en", **options: Any) -> view.TaskView:
    comparison, sources, records = sample(**options)
    return view.task_views([comparison], sources, records, Words(lang))[0]


def good(**options: Any) -> view.TaskView:
    return task(spoilt=False, hostile=False, **options)


def test_the_answer_counts_cells() -> None:
    assert "44 of 44 cells compute the same thing." == good().answer
    assert [] == good().counts
    spoilt = task()
    assert "34 of 45 cells compute the same thing." == spoilt.answer
    counts = {count.status: int(count.words.split()[0]) for count in spoilt.counts}
    assert {
        "wrong": 1,
        "error": 1,
        "timeout": 1,
        "oom": 1,
        "invalid": 1,
        "missing": 5,
        "unsupported": 1,
    } == counts


def test_every_cell_stands_once_in_the_matrix() -> None:
    found = task()
    assert 45 == len(found.cells)
    assert len(found.cells) == len({cell.id for cell in found.cells})
    outside = found.groups[-1].rows[0].cells
    assert [True, False] == [cell is not None for cell in outside]


def test_colours_do_not_depend_on_who_takes_part() -> None:
    comparison, sources, records = sample(spoilt=False, hostile=False)
    alone = comparison.model_copy(
        update={"cells": [c for c in comparison.cells if c.framework == "jax"]}
    )
    views = view.task_views([comparison, alone], sources, records, Words("en"))
    everyone = {group.framework: group.series for group in views[0].groups}
    assert {"jax": everyone["jax"]} == {g.framework: g.series for g in views[1].groups}
    assert views[0].id != views[1].id


def test_an_unknown_deviation_is_the_worst() -> None:
    wrong = next(cell for cell in task().cells if cell.result.status == "wrong")
    assert "∞" == wrong.ratio
    assert [True, True] == [row.over for row in wrong.worst]


def test_the_nearest_cell_is_one_at_parity() -> None:
    nearest = task().closest
    assert nearest is not None
    assert "ok" == nearest.result.status
    assert max(float(c.ratio) for c in task().cells if c.result.status == "ok") == float(
        nearest.ratio
    )


def test_a_reason_is_told_in_the_page_s_language() -> None:
    cells = {cell.id: cell for cell in task("zh").cells}
    cell = cells["digits-mlp-paddle-to-static-ast-float32-default"]
    assert "工作进程" in cell.reason.words
    assert not cell.reason.foreign


def test_a_reason_without_words_falls_back_to_the_recorded_sentence() -> None:
    reason = Words("zh").reason("reason_of_tomorrow", "Said in English.", {})
    assert ("Said in English.", True) == (reason.words, reason.foreign)
    lacking = Words("zh").reason("retraced", "Traced again (2).", {})
    assert "Traced again (2)." == lacking.words


def test_failures_alike_are_told_once() -> None:
    names = [failing.name for failing in task().failing]
    assert "PyTorch · compile · float32, float64" in names
    assert 9 == len(names)


def test_no_timing_without_parity() -> None:
    float32, float64 = task().timings
    rows = [row for group in float32.groups for row in group.rows]
    told = {row.cell.id for row in rows if row.reason}
    assert {
        c.id for c in task().cells if c.result.dtype == "float32" and not c.result.figures
    } == told
    assert all(row.reason.words for row in rows if row.reason)
    assert [] == float64.groups
    assert any("--figures" in reason.words for reason in float64.reasons)


def test_sources_shared_by_modes_are_one_column() -> None:
    columns = good().columns
    shared = next(column for column in columns if column.file == "pytorch.py")
    assert ["eager", "compile", "torchscript"] == [mode for mode, _ in shared.modes]
    shown = [column.framework for column in columns if column.shown]
    assert ["pytorch", "tensorflow", "keras", "jax", "paddle"] == shown


def test_a_source_whose_text_is_gone_is_an_empty_column() -> None:
    comparison, _, records = sample()
    found = view.task_views([comparison], {}, records, Words("en"))[0]
    assert found.columns
    assert [] == found.roles


def test_accuracies_are_grouped() -> None:
    assert ["97.22\u202f%", "96.94\u202f%"] == [a.value for a in good().accuracies]


def test_the_endpoint_variant_asks_another_question() -> None:
    comparison, sources, records = sample(spoilt=False, hostile=False)
    cells = [
        cell.model_copy(
            update={
                "parity": cell.parity.model_copy(
                    update={
                        "kind": "endpoint",
                        "worst": [],
                        "endpoint": {"linear.kernel": [2.9999], "linear.bias": [1.0]},
                        "findings": [Finding(code="program_ours")],
                    }
                ),
                "figures": None,
            }
        )
        for cell in comparison.cells
        if cell.parity
    ]
    plain = comparison.task.model_copy(update={"oracle_losses": []})
    article = comparison.model_copy(update={"cells": cells, "task": plain})
    found = view.task_views([article], sources, records, Words("en"))[0]
    assert "44 of 44 cells reach the target." == found.answer
    assert found.curves is not None
    assert "" == found.curves.deviation
    assert [("linear.bias", "1"), ("linear.kernel", "2.9999")] == found.cells[0].endpoint
    assert "not timed" in found.timings[0].reasons[0].words.lower() or found.timings[0].reasons


def test_hostile_names_reach_no_identifier() -> None:
    assert all(
        set(cell.id) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for cell in task().cells
    )
    assert any(HOSTILE in cell.name for cell in task().cells)


def test_records_are_linked_by_kind() -> None:
    cell = good().cells[0]
    assert ["parity", "measurement"] == [link.kind for link in cell.records]
    measured = cell.record("measurement")
    assert measured is not None and measured.id in cell.result.evidence


def test_a_citation_without_its_record_is_no_link() -> None:
    comparison, sources, _ = sample(spoilt=False, hostile=False)
    found = view.task_views([comparison], sources, [], Words("en"))[0]
    assert [] == [link for cell in found.cells for link in cell.records]


# --- curves and axes ------------------------------------------------------------------------


def test_undoing_a_running_mean() -> None:
    values = [4.0, 2.0, 3.0, 0.5]
    undone = curves.undo_running_mean(curves.running_mean(values))
    assert all(math.isclose(a, b) for a, b in zip(values, undone, strict=True) if b is not None)
    assert len(values) == len([v for v in undone if v is not None])


def test_a_gap_in_a_running_mean_hides_its_successor_alone() -> None:
    undone = curves.undo_running_mean([4.0, None, 3.0, 2.5])
    assert [False, True, True, False] == [value is None for value in undone]


def test_the_table_of_the_curves_holds_the_largest_deviation_of_cells_at_parity() -> None:
    found = task().curves
    assert found is not None
    assert [1, 2, 5, 10, 20, 50, STEPS] == [row.step for row in found.table]
    assert 1 == found.wrong
    assert all("10⁻" in value for row in found.table for value in row.deviations[:1])


def test_no_losses_no_curves() -> None:
    comparison, sources, records = sample()
    cells = [c.model_copy(update={"parity": None}) for c in comparison.cells]
    empty = comparison.model_copy(update={"cells": cells})
    assert view.task_views([empty], sources, records, Words("en"))[0].curves is None


@pytest.mark.parametrize("samples", [[1.0], [3.0, 3.0], [2.5e3, 9e6], [99.0, 101.0]])
def test_a_log_axis_holds_all_its_samples(samples: list[float]) -> None:
    axis = figures.LogAxis.around(samples)
    assert axis.low <= min(samples) and max(samples) <= axis.high
    assert all(0 <= axis.place(sample) <= figures.STRIP_WIDTH for sample in samples)
    ticks = axis.ticks()
    assert ticks == sorted(ticks)
    assert 1 <= len(ticks) <= 12


def test_equal_figures_are_equal_text() -> None:
    lines = [figures.Curve("a", 1, [3.0, None, 1.0], "float32")]
    spec = figures.deviation_spec(lines, "step", "loss")
    first = figures.render(spec, "a", "<title>", "text & more")
    assert first == figures.render(spec, "a", "<title>", "text & more")
    assert "&lt;title&gt;" in first
    assert "#0000" not in first


def test_an_empty_comparison_is_still_a_view() -> None:
    comparison, sources, records = sample()
    empty: Comparison = comparison.model_copy(update={"cells": []})
    assert "0 of 0" in view.task_views([empty], sources, records, Words("en"))[0].answer


# --- cost curves ----------------------------------------------------------------------------


def cost(axis: str, sizes: list[int], bound: float | None, mode: str = "jit") -> CostCurve:
    return CostCurve.model_validate(
        {
            "axis": axis,
            "framework": "jax",
            "mode": mode,
            "dtype": "float32",
            "threads": 1,
            "sizes": sizes,
            "step_ns": [Estimate(value=1e5 * size, launches=3) for size in sizes],
            "overhead_bound": bound,
        }
    )


def test_each_axis_has_a_figure_and_a_table_of_its_own() -> None:
    batch, width = cost("batch", [8, 64], 30.0), cost("width", [16, 64, 256], 700.0)
    found = differences.cost_curves([width, batch], good().groups, "x", Words("en"))
    assert [("width", [16, 64, 256]), ("batch", [8, 64])] == [(c.axis, c.sizes) for c in found]
    assert ["> 256", "30"] == [c.rows[0][1] for c in found]
    assert "Step time over width" in found[0].figure and 'id="x-cost-width-t"' in found[0].figure
    assert "Step time over batch size" in found[1].figure


def test_a_size_without_a_figure_says_why() -> None:
    lacking = cost("width", [], None).model_copy(update={"lacks": {64: "no memory"}})
    other = cost("width", [16], None, "scan")
    (found,) = differences.cost_curves([lacking, other], good().groups, "x", Words("zh"))
    assert [("–", ["–"]), ("–", ["1.60 ms"])] == [
        (bound, [time.replace("\u202f", " ") for time in times]) for _, bound, times in found.rows
    ]
    (where, why), *others = found.lacks
    assert ([], "no memory") == (others, why)
    assert where.endswith("float32, 宽 64")


def test_axes_without_a_single_figure_are_no_figure() -> None:
    lacking = cost("width", [], None).model_copy(update={"lacks": {64: "no memory"}})
    (found,) = differences.cost_curves([lacking], good().groups, "x", Words("en"))
    assert ("", [], 1) == (found.figure, found.sizes, len(found.lacks))
