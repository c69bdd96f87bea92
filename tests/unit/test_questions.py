"""Every question is whole: texts, judge, a program for every framework, inputs that are drawn."""

import ast
import gc
import json
import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from isograd import registry
from isograd.probing.concepts import TOPIC
from isograd.probing.load import Place, places, questions, topics

ASKED = [name for name, question in questions().items() if question.topic != TOPIC]
# Programs of one framework are asked of that alone.
ARTICLE = "article"


def test_there_are_enough_over_ten_topics() -> None:
    counted = {topic: sum(name.startswith(f"{topic}/") for name in ASKED) for topic in topics()}
    del counted[TOPIC]
    counted.pop(ARTICLE)
    assert {
        *("graph", "api", "autodiff", "debugging", "reproducibility", "readability"),
        *("data", "deployment", "distribution", "ecosystem"),
    } == set(counted)
    assert sum(counted.values()) >= 120
    assert all(counted.values())


@pytest.mark.parametrize("name", list(questions()))
def test_a_question_is_whole(name: str) -> None:
    question = questions()[name]
    sheet = question.sheet
    for words in (sheet.question, sheet.why):
        assert words.en.strip() and re.search(r"[\u4e00-\u9fff]", words.zh), words
    assert sheet.question.en.endswith("?") and sheet.question.zh.endswith("？")
    assert all(link.startswith("https://") for link in sheet.documented.values())
    asked = places(question)
    if question.topic != ARTICLE:
        assert set(registry.frameworks()) == {place.framework.id for place in asked}
    drawn = [question.inputs(np.random.default_rng(seed)) for seed in (1, 2)]
    assert drawn == json.loads(json.dumps(drawn)), "inputs travel as JSON"
    question.expected(drawn[0])
    for place in asked:
        if not place.sources:
            _whole(place.file)
        if place.runner is not None:
            _whole(place.runner)


def _whole(file: Path) -> None:
    tree = ast.parse(file.read_text("utf-8"))
    assert ast.get_docstring(tree), f"{file}: says nothing of what it does"
    defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    assert "ask" in defined, file


def test_no_program_lies_there_unasked() -> None:
    asked = {
        file
        for question in questions().values()
        for place in places(question)
        for file in (place.file, place.runner)
        if file is not None
    }
    present = {
        file
        for question in questions().values()
        for file in question.folder.glob("*.py")
        if file.name != "judge.py"
    }
    assert set() == present - asked - {f for f in present if f.stem.endswith("_single")}


class Knot:
    """Garbage that only the collector finds, and whose end lets another thread go on."""

    def __init__(self) -> None:
        self.own = self

    def __del__(self) -> None:
        time.sleep(0.0005)


def test_sources_are_examined_from_several_threads() -> None:
    """CPython 3.11 counts the depth of syntax trees for all threads together, and the collector may
    hand over to another thread while one is built."""
    question = questions()["readability/nesting"]
    asked = [place for place in places(question) if place.sources]

    def examine(place: Place) -> dict[str, int]:
        for _ in range(20):
            Knot()
        return question.examine(place.sources)

    threshold = gc.get_threshold()
    gc.set_threshold(50)
    try:
        with ThreadPoolExecutor(4) as pool:
            made = list(pool.map(examine, asked * 4))
    finally:
        gc.set_threshold(*threshold)
    assert made[: len(asked)] * 4 == made
