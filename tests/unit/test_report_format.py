"""How the report writes numbers, and how it cuts shown sources into parts."""

import pytest

from isograd.report import code
from isograd.report import format as fmt

THIN = "\u202f"


@pytest.mark.parametrize(
    ("nanoseconds", "expected"),
    [
        (0, "0 ns"),
        (843, "843 ns"),
        (999.6, "1.00 µs"),
        (12_345, "12.3 µs"),
        (999_600, "1.00 ms"),
        (4_560_000, "4.56 ms"),
        (7_890_000_000, "7.89 s"),
        (1_234_000_000_000, "1230 s"),
    ],
)
def test_duration(nanoseconds: float, expected: str) -> None:
    assert expected == fmt.duration(nanoseconds).replace(THIN, " ")


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, "0 KiB"), (4096, "4.00 KiB"), (85 * 2**20, "85.0 MiB"), (3 * 2**29, "1.50 GiB")],
)
def test_size(count: int, expected: str) -> None:
    assert expected == fmt.size(count).replace(THIN, " ")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.0, "0"),
        (0.0031, "<0.01"),
        (0.314, "0.31"),
        (0.994, "0.99"),
        (0.9999, "<1"),
        (1.0, "1.00"),
        (1.0000001, ">1"),
        (1.26, "1.26"),
        (326.0, "326"),
        (4.2e7, "4.2×10⁷"),
        (float("inf"), "∞"),
        (None, "∞"),
    ],
)
def test_ratio_beside_its_limit_never_reads_as_one(value: float | None, expected: str) -> None:
    assert expected == fmt.ratio(value)


def test_scientific() -> None:
    assert ["0", "3.1×10⁻⁷", "1.0×10¹²"] == [fmt.scientific(v) for v in (0.0, 3.1e-7, 9.99e11)]


def test_moment() -> None:
    assert "2026-11-24 05:12 UTC" == fmt.moment("2026-11-24T06:12:33+01:00")
    assert "yesterday" == fmt.moment("yesterday")


def test_slug_is_safe_and_never_empty() -> None:
    assert ["to-static-sot", "script-x", "x"] == [
        fmt.slug(name) for name in ("to-static-sot", "<script>x", "../")
    ]


SOURCE = '''"""Doc."""

import numpy

# %% data
def load(x):
    return x
# %% helpers
def helper(): ...
# %% loop
print("<b>")
'''


def test_split_keeps_every_line_that_is_no_mark() -> None:
    parts = code.split(SOURCE)
    assert ["imports", "data", "loop"] == list(parts)
    kept = [line for part in parts.values() for line in part.splitlines() if line]
    marks = ("# %% data", "# %% loop")
    assert [line for line in SOURCE.splitlines() if line and line not in marks] == kept


def test_split_of_nothing() -> None:
    assert {} == code.split("")


def test_highlight_escapes() -> None:
    assert "<b>" not in code.highlight('print("<b>")')
    assert "&lt;b&gt;" in code.highlight('print("<b>")')


def test_highlight_keeps_the_first_lines_indentation() -> None:
    assert code.highlight("    return 1").startswith("    ")
