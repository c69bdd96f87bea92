"""The messages: round trips, rubbish, and that their document is complete."""

import io
import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isograd_worker import protocol

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "protocol.md").read_text("utf-8")
EXAMPLES = re.findall(r'^\{"id": .*\}$', DOCUMENT, re.MULTILINE)
MESSAGES = {**protocol.REQUESTS, **protocol.REPLIES}

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a field's type. (NaN is tested apart: it is not equal to itself.)"""
    arguments = get_args(hint)
    if hint is Any:
        return json_values
    if get_origin(hint) is Union:
        return st.one_of([values(argument) for argument in arguments])
    if get_origin(hint) is list:
        return st.lists(values(arguments[0]), max_size=3)
    if get_origin(hint) is dict:
        return st.dictionaries(st.text(max_size=9), values(arguments[1]), max_size=3)
    if hint is protocol.Cell:
        return messages(protocol.Cell)
    return st.floats(allow_nan=False) if hint is float else st.from_type(hint)


def messages(kind: type[Any]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind)
    return st.builds(kind, **{name: values(hint) for name, hint in hints.items()})


@given(st.integers(min_value=0), st.one_of([messages(kind) for kind in MESSAGES.values()]))
def test_round_trip(identifier: int, message: Any) -> None:
    line = protocol.encode(identifier, message)
    assert line.count(b"\n") == 1
    envelope = protocol.read_line(io.BytesIO(line))
    assert envelope is not None
    assert (envelope["id"], envelope["type"]) == (identifier, type(message).__name__)
    assert protocol.decode(type(message), envelope["body"]) == message


def test_values_that_are_not_finite_survive() -> None:
    line = protocol.encode(1, protocol.ArticleDone({"w": [float("inf")]}, [float("nan")], ""))
    done = protocol.decode(protocol.ArticleDone, protocol.parse(line)["body"])
    assert done.parameters == {"w": [float("inf")]}
    assert repr(done.losses) == "[nan]"


@given(st.binary(max_size=200))
def test_rubbish_never_passes_as_a_message(data: bytes) -> None:
    try:
        envelope = protocol.parse(data)
    except protocol.ProtocolError:
        return
    assert set(envelope) == {"id", "type", "body"}


@given(json_values)
def test_other_json_never_passes_as_a_message(value: Any) -> None:
    with pytest.raises(protocol.ProtocolError):
        protocol.parse(json.dumps(value).encode() + b"\n")


@pytest.mark.parametrize(
    "line",
    [
        b"\n",
        b"Epoch 1/10\n",
        b"\xff\xfe\n",
        b'{"id": 1, "type": "Stop"}\n',
        b'{"id": "1", "type": "Stop", "body": {}}\n',
        b'{"id": true, "type": "Stop", "body": {}}\n',
        b'{"id": 1, "type": null, "body": {}}\n',
        b'{"id": 1, "type": "Stop", "body": []}\n',
        b'{"id": 1, "type": "Stop", "body": {}, "more": 1}\n',
        b"[" * 100_000 + b"\n",
    ],
)
def test_malformed_lines(line: bytes) -> None:
    with pytest.raises(protocol.ProtocolError):
        protocol.read_line(io.BytesIO(line))


def test_a_line_must_end_and_be_short() -> None:
    assert protocol.read_line(io.BytesIO(b"")) is None
    for line in (b'{"id": 1', b"x" * (protocol.MAX_LINE_BYTES + 10) + b"\n"):
        with pytest.raises(protocol.ProtocolError, match="a line without an end"):
            protocol.read_line(io.BytesIO(line))


@pytest.mark.parametrize(
    ("kind", "body", "message"),
    [
        (protocol.Round, {}, "Round: .*steps"),
        (protocol.Round, {"steps": 1, "colour": 1}, r"Round has unknown fields \['colour'\]"),
        (protocol.Round, {"steps": "1"}, "Round.steps has the wrong type: '1'"),
        (protocol.Round, {"steps": 1.0}, "Round.steps has the wrong type: 1.0"),
        (protocol.Round, {"steps": True}, "Round.steps has the wrong type: True"),
        (protocol.Open, {"cell": {"task": 1}, "steps": 1}, "Cell.task has the wrong type: 1"),
        (protocol.Open, {"cell": None, "steps": 1}, "Open.cell has the wrong type: None"),
        (
            protocol.Rounded,
            {"step_ns": [1, "2"], "cpu_ns": 1, "wall_ns": 1},
            "Rounded.step_ns has the wrong type",
        ),
    ],
)
def test_malformed_bodies(kind: type[Any], body: dict[str, Any], message: str) -> None:
    with pytest.raises(protocol.ProtocolError, match=message):
        protocol.decode(kind, body)


def test_a_value_that_is_no_json_is_told() -> None:
    started = protocol.Started({}, 1, {"threads": {1, 2}}, 1)
    with pytest.raises(protocol.ProtocolError, match="Started cannot be written as JSON"):
        protocol.encode(1, started)


# --- the document ---------------------------------------------------------------------------


def test_the_document_names_the_version() -> None:
    assert DOCUMENT.startswith(f"# The worker protocol, version {protocol.VERSION}\n")


@pytest.mark.parametrize("line", EXAMPLES, ids=lambda line: json.loads(line)["type"])
def test_every_example_is_a_message(line: str) -> None:
    envelope = protocol.parse(line.encode())
    protocol.decode(MESSAGES[envelope["type"]], envelope["body"])


def test_every_message_has_an_example() -> None:
    assert {json.loads(line)["type"] for line in EXAMPLES} == set(MESSAGES)


@pytest.mark.parametrize("kind", [*MESSAGES.values(), protocol.Cell], ids=lambda k: k.__name__)
def test_every_field_is_explained(kind: type[Any]) -> None:
    prose = "\n".join(line for line in DOCUMENT.splitlines() if not line.startswith("{"))
    assert [f.name for f in fields(kind) if f"`{f.name}`" not in prose] == []


def test_every_reason_code_is_explained() -> None:
    pattern = re.compile(
        r'(?:_fail|_error|Failed|MissingPartError)\(\s*"(\w+)"|reason_code="(\w+)"', re.MULTILINE
    )
    sources = [
        ROOT / "src/isograd/run/session.py",
        *ROOT.glob("src/isograd_worker/*.py"),
        *ROOT.glob("src/isograd/frameworks/*/worker/*.py"),
    ]
    found = {
        code
        for path in sources
        for pair in pattern.findall(path.read_text("utf-8"))
        for code in pair
        if code
    }
    assert found >= {"timeout", "worker_died", "import_failed", "no_cxx_compiler"}
    assert {code for code in found if f"| `{code}` |" not in DOCUMENT} == set()
