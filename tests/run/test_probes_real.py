"""Questions put to real frameworks: every snippet of the dictionary, and facts that are known."""

from pathlib import Path

import pytest

from isograd.evidence.answers import Inquiry, inquiry
from isograd.evidence.store import Store
from isograd.probing.concepts import TOPIC
from isograd.probing.load import choose
from isograd.run.probing import Inquest, Probing

pytestmark = pytest.mark.real

# Concepts that are about a default in which frameworks differ.
DIFFERENT = {
    ("rosetta/variance-default", "pytorch"),
    ("rosetta/variance-default", "paddle"),
    ("rosetta/gelu-default", "jax"),
    ("rosetta/gelu-default", "keras"),
}

# Verdicts that follow from how a mode works, and are documented by its makers.
KNOWN = {
    "graph/print-fires": {
        "yes": ["pytorch/eager", "tensorflow/eager", "jax/eager", "paddle/dygraph"],
        "partly": ["tensorflow/function", "jax/jit"],
    },
    "autodiff/mean-of-squares": {
        "yes": ["pytorch/eager", "pytorch/compile", "tensorflow/function", "jax/jit"],
    },
    "article/placeholder": {"yes": ["tensorflow/graph1"], "no": ["tensorflow/eager"]},
    "debugging/breakpoint-fires": {"yes": ["pytorch/eager", "tensorflow/eager", "jax/eager"]},
    "readability/classes": {"yes": ["jax/jit"], "no": ["pytorch/eager"]},
}


def ask(tmp_path: Path, *names: str, modes: tuple[str, ...] = ()) -> Inquiry:
    with Store.open(tmp_path / "evidence.sqlite") as store:
        planned = Probing(Inquest(choose(list(names)), modes=modes), store)
        return inquiry(store, planned.execute())


def test_every_snippet_computes_what_numpy_does(tmp_path: Path) -> None:
    document = ask(tmp_path, TOPIC)
    other = {
        (question.id, answer.framework): answer.reason
        for question in document.questions
        for answer in question.answers
        if answer.verdict != "yes"
    }
    assert DIFFERENT == set(other), other


def test_known_facts_come_out(tmp_path: Path) -> None:
    wanted = {
        (question, place): verdict
        for question, verdicts in KNOWN.items()
        for verdict, places in verdicts.items()
        for place in places
    }
    modes = tuple({place for _, place in wanted})
    document = ask(tmp_path, *KNOWN, modes=modes)
    found = {
        (question.id, f"{answer.framework}/{answer.mode}"): answer.verdict
        for question in document.questions
        for answer in question.answers
    }
    assert wanted == {key: found.get(key) for key in wanted}
