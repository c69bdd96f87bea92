"""The judges that most questions share, on what attempts could have found."""

from typing import Any

import numpy as np
import pytest

from isograd.probing.contract import Found
from isograd.probing.judging import (
    code_lines,
    counted_lines,
    fires,
    often,
    raises,
    refused,
    same_values,
)

X = np.array([1.0, 2.0, 3.0])


def error(kind: str = "ValueError", line: int = 7, below: int | None = 2) -> dict[str, Any]:
    text = f'Traceback\n  File "a.py", line {line}, in ask\n{kind}: no'
    frames = [{"file": "a.py", "line": line, "name": "ask"}, *[{"file": "b.py"}] * (below or 0)]
    told = {"type": kind, "message": "no", "below_user": below, "line": line, "text": text}
    return {**told, "frames": frames}


@pytest.mark.parametrize(
    ("made", "verdict"),
    [
        ([2.0, 4.0, 6.0], "yes"),
        ([2.0, 4.0, 6.0000001], "yes"),
        ([2.0, 4.0, 6.1], "no"),
        ([2.0, 4.0, float("nan")], "no"),
        ([2.0, 4.0], "no"),
    ],
)
def test_values_are_compared_with_what_was_computed_elsewhere(
    made: list[float], verdict: str
) -> None:
    judge = same_values(1e-6)
    assert verdict == judge(Found({"g": made}), {"x": X}, {"g": 2 * X}).verdict


def test_a_value_that_is_not_returned_is_a_fault_of_the_program() -> None:
    assert "value_absent" == same_values()(Found({}), {}, {"g": X}).reason_code


@pytest.mark.parametrize(("times", "verdict"), [(5, "yes"), (1, "partly"), (0, "no")])
def test_what_fires_is_counted_in_the_output(times: int, verdict: str) -> None:
    found = Found({}, output="here\n" * times)
    answer = fires("here")(found, {"calls": 5}, {})
    assert (verdict, times / 5) == (answer.verdict, answer.quantity)


def test_more_often_than_it_was_called_is_no_yes() -> None:
    assert ("partly", "too_often") == (often(7, 5).verdict, often(7, 5).reason_code)


def test_a_refusal_is_a_no_and_a_broken_program_an_error() -> None:
    assert "no" == refused(Found({}, error=error())).verdict
    assert "error" == refused(Found({}, error=error("ModuleNotFoundError"))).verdict


def test_a_mistake_is_told_only_if_the_line_of_the_program_is_named() -> None:
    assert ("yes", 2.0) == _short(raises(Found({}, error=error(line=7)), 7))
    assert ("partly", 2.0) == _short(raises(Found({}, error=error(line=9)), 7))
    assert ("no", None) == _short(raises(Found({}), 7))


PROGRAM = '''"""A docstring."""

import math  # a line of code


# %% model
def double(x):
    """A docstring
    over two lines."""
    # a comment
    return (
        2 * x  # and half a line of code
    )


# %% ask
def ask(x):
    return {"y": double(x)}
'''


def test_lines_of_code_are_neither_blank_nor_comments_nor_docstrings() -> None:
    assert {3, 7, 11, 12, 13, 17, 18} == code_lines(PROGRAM)


@pytest.mark.parametrize(("section", "lines"), [("model", 4), ("ask", 2), ("absent", 7)])
def test_a_section_is_counted_alone_and_the_whole_program_without_it(
    section: str, lines: int
) -> None:
    assert lines == len(code_lines(PROGRAM, section))


def test_lines_are_counted_where_the_values_came_out_only() -> None:
    judge = counted_lines(same_values())
    expected = {"y": X, "source": PROGRAM}
    assert ("yes", 4.0) == _short(judge(Found({"y": X}), {}, expected))
    assert ("no", None) == _short(judge(Found({"y": 2 * X}), {}, expected))


def _short(answer: Any) -> tuple[str, float | None]:
    return answer.verdict, answer.quantity


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("\nno such axis\n", "ValueError: no such axis"),
        (
            "in user code:\n\n  File a.py\n\n  ValueError: no axis\n",
            "ValueError: ValueError: no axis",
        ),
        ("two\n  lines", "ValueError: two lines"),
    ],
)
def test_the_line_that_says_what_failed_is_quoted(message: str, told: str) -> None:
    assert told == Found({}, error={**error(), "message": message}).raised
