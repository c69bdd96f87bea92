"""What is counted in shown sources, on sources whose counts are plain to see."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isograd import registry
from isograd.probing import sources
from isograd.suite import load

TEXT = '''"""A docstring, which is no code."""

import torch
import torch.nn.functional as F
from jax import numpy as jnp

LIMIT = 3  # a comment


class Model(torch.nn.Module):
    def forward(self, x):
        """Another."""
        for _ in range(2):
            if x.sum() > LIMIT:
                x = F.relu(torch.nn.Linear(3, 3)(x))
        return jnp.mean(x)
'''


def test_what_is_counted_in_one_source() -> None:
    assert 7 + 3 == len(sources.lines(TEXT))
    assert {"torch.nn.Module", "torch.nn.functional.relu", "torch.nn.Linear", "jax.numpy.mean"} == (
        sources.api_names(TEXT)
    )
    assert (4, 3, 1, 6) == (
        sources.nesting(TEXT),
        sources.complexity(TEXT),
        sources.classes(TEXT),
        sources.longest_function(TEXT),
    )


def test_comments_docstrings_and_layout_are_no_tokens() -> None:
    assert ["x", "=", "(", "1", ",", "2", ")"] == sources.tokens(
        '"""Doc."""\nx = (1,\n  2)  # no\n'
    )


def test_boilerplate_is_what_half_of_the_tasks_repeat() -> None:
    same, other = "import a\n", "x = {}\n"
    made = {str(n): (same if n < 2 else "") + other.format(n) for n in range(4)}
    assert 2 / 6 == pytest.approx(sources.boilerplate(made))


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_distance_is_a_share_and_zero_for_the_same(a: list[str], b: list[str]) -> None:
    assert 0.0 == sources.changed(a, a)
    assert 0.0 <= sources.changed(a, b) <= 1.0


def test_the_suite_is_found_by_mode() -> None:
    jax = registry.frameworks()["jax"]
    assert 12 == len(load.written(jax, jax.mode("scan")))
