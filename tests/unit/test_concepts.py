"""The dictionary: what is shown of a program, and what is found by which word."""

import pytest

from isograd import registry
from isograd.errors import UsageError
from isograd.probing.concepts import concepts, dictionary, shown
from isograd.probing.load import questions
from isograd.suite.conventions import CONVENTIONS

PROGRAM = '''"""A docstring."""

import torch


# %% snippet
def f(x):
    return torch.relu(x)


# %% ask
def ask(x):
    return {"y": f(torch.tensor(x))}
'''


def test_what_is_shown_are_the_imports_and_the_snippet() -> None:
    assert "import torch\n\n\ndef f(x):\n    return torch.relu(x)\n" == shown(PROGRAM)
    assert "x = 1\n" == shown("x = 1\n")


@pytest.mark.parametrize(
    "asked",
    [
        "cross-entropy",
        "torch.nn.CrossEntropyLoss",
        "nn.CrossEntropyLoss",
        "tf.nn.sparse_softmax_cross_entropy_with_logits",
        "negative log-likelihood",
        "由 logits 计算交叉熵",
    ],
)
def test_a_concept_is_found_by_its_name_an_api_name_or_a_word(asked: str) -> None:
    assert "cross-entropy" in [entry.id for entry in dictionary(asked).concepts]


def test_an_unknown_word_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError) as refused:
        dictionary("torch.nn.CrossEntropyLos")
    assert "torch.nn.CrossEntropyLoss" in refused.value.hint


@pytest.mark.parametrize("name", list(concepts()))
def test_every_concept_has_a_snippet_for_every_framework(name: str) -> None:
    (entry,) = dictionary(name).concepts
    assert set(registry.frameworks()) == {snippet.framework for snippet in entry.snippets}
    for snippet in entry.snippets:
        assert "# %%" not in snippet.code and "def ask" not in snippet.code
    for trap in entry.traps:
        assert not trap.question or trap.question in questions()
        assert not trap.convention or trap.convention in CONVENTIONS
        assert set() == set(trap.frameworks) - set(registry.frameworks())


def test_what_was_measured_of_a_trap_is_shown_with_it() -> None:
    question = "debugging/label-out-of-range"
    measured = {(question, "jax", "eager"): "no", ("other", "jax", "eager"): "yes"}
    (entry,) = dictionary("cross-entropy", measured).concepts
    assert {"jax/eager": "no"} == next(t.answers for t in entry.traps if t.question == question)
