"""Both languages say the same things; all texts are used, and all that are asked for are there."""

import ast
import re
import string
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import get_args

import click
import pytest

import isograd
import isograd_worker
from isograd import cli, i18n
from isograd.evidence.model import Deviation
from isograd.registry import BUILT_IN

PACKAGE = Path(isograd.__file__).parent
WORKER = Path(isograd_worker.__file__).parent
EN, ZH = i18n.catalogue("en"), i18n.catalogue("zh")


def fields(text: str) -> set[str]:
    """The {fields} of a text: ``{name!r}`` is that of ``name``."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def sources(root: Path = PACKAGE) -> Iterator[tuple[Path, ast.Module]]:
    for path in root.rglob("*.py"):
        if "tasks" not in path.relative_to(root).parts:
            yield path, ast.parse(path.read_text("utf-8"))


def test_both_languages_hold_the_same_keys() -> None:
    assert list(EN) == list(ZH)


def test_both_languages_hold_the_same_fields() -> None:
    assert {key: fields(text) for key, text in EN.items()} == {
        key: fields(text) for key, text in ZH.items()
    }


def test_no_text_is_empty_and_chinese_ones_are_chinese() -> None:
    assert [] == [key for key, text in {**EN, **ZH}.items() if not text.strip()]
    same = {key for key in EN if EN[key] == ZH[key] and " " in fields_removed(EN[key])}
    assert set() == same


def fields_removed(text: str) -> str:
    return re.sub(r"\{[^}]*\}|`[^`]*`|isograd [a-z ]+", "", text).strip()


def literals() -> tuple[set[str], list[re.Pattern[str]]]:
    """All string literals of the host, and patterns of those that are put together."""
    whole, patterns = set(), []
    for _, tree in chain(sources(PACKAGE), sources(WORKER)):
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole |= {node.value, *node.value.split()}
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                parts = [
                    re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+"
                    for part in node.values
                ]
                # Such as "cli.kind_" or "state_" before what is filled in; "cli." says nothing.
                if re.match(r"([a-z]+\\\.)?[a-z]{3,}_", "".join(parts)):
                    patterns.append(re.compile("".join(parts)))
            elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "term":
                # words.term("gradient", value)
                patterns += [re.compile(f"{area}_.+") for area in constants(node.args[0])]
    for template in (PACKAGE / "report").rglob("*.j2"):
        found = set(re.findall(r"[\"']([\w.]+)[\"']", template.read_text("utf-8")))
        patterns += [re.compile(f"{name}.+") for name in found if name.endswith("_")]
        whole |= found
    return whole, patterns


def test_every_text_is_used() -> None:
    """By its key, by its name within its area, or by a key that is put together."""
    whole, patterns = literals()
    names = {value.partition(".")[2] or value for value in whole}

    def used(key: str) -> bool:
        area, _, name = key.partition(".")
        if area == "click":  # found by its English; see the test below
            return True
        return (
            key in whole
            or key.removesuffix("_hint") in whole  # found by the name of what it is a hint to
            or name in names
            or (area == "refusal" and name.removesuffix("_hint") in names)
            or any(p.fullmatch(key) or p.fullmatch(name) for p in patterns)
        )

    assert not used("compare.nobody_asks_for_this")
    # The issue fixes the code for modes that a port has no target for; ports come later.
    assert ["reason.no_target"] == [key for key in EN if not used(key)]


def calls() -> Iterator[tuple[str, str, set[str | None]]]:
    """(where, key, keywords) of every call that asks for a text by a literal key."""
    for path, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("text", "say"):
                for key in constants(node.args[0]):
                    where = f"{path.relative_to(PACKAGE)}:{node.lineno}"
                    yield where, key, {keyword.arg for keyword in node.keywords}


def test_every_text_that_is_asked_for_is_there() -> None:
    assert len(list(calls())) > 150
    assert [] == [(where, key) for where, key, _ in calls() if key not in EN]


def test_every_call_fills_all_fields() -> None:
    wrong = [
        (where, key)
        for where, key, given in calls()
        if None not in given  # **details
        and not fields(EN[key]) <= given
    ]
    assert [] == wrong


# --- reason codes -------------------------------------------------------------------------------


def reason_codes() -> set[str]:
    """Every reason and finding code that the code can give a cell, as its literals say."""
    found: set[str] = set()
    for _, tree in chain(sources(PACKAGE), sources(WORKER)):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in CODE_FIRST and node.args:
                    found |= constants(node.args[0])
                for keyword in node.keywords:
                    if keyword.arg in ("reason_code", "code"):
                        found |= constants(keyword.value)
            elif isinstance(node, ast.Tuple) and len(node.elts) == 2:
                if isinstance(node.elts[1], ast.Dict):  # (reason_code, details)
                    found |= constants(node.elts[0])
            elif isinstance(node, ast.FunctionDef) and node.name in CODE_RETURNED:
                for inner in ast.walk(node):
                    if isinstance(inner, ast.Return) and inner.value is not None:
                        value = inner.value
                        value = value.elts[0] if isinstance(value, ast.Tuple) else value
                        found |= constants(value)
    return {code for code in found if re.fullmatch(r"[a-z][a-z0-9_]*", code)} | {
        f"program_{origin}" for origin in ("article", "ours")
    }


# Calls whose first argument is a code, and functions that return one.
CODE_FIRST = {
    *("Failed", "MissingPartError", "NoFigures", "_missing", "sentence", "_fail", "_error"),
}
CODE_RETURNED = {"obstacle", "_why_untimed"}


def constants(node: ast.expr) -> set[str]:
    """The strings that an expression may be, such as both arms of a conditional."""
    if isinstance(node, ast.IfExp):
        return constants(node.body) | constants(node.orelse)
    if isinstance(node, ast.BoolOp):
        return set().union(*(constants(value) for value in node.values))
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def test_every_reason_code_has_its_sentence() -> None:
    codes = reason_codes()
    known = {
        "not_run",
        "no_environment",
        "timeout",
        "no_cxx_compiler",
        "float32_leak",
        "proof_patch",
        "bad_trace",
    }
    assert known <= codes  # this test would see them
    assert [] == sorted(code for code in codes if f"reason.{code}" not in EN)


@pytest.mark.parametrize("problem", ["not_finite", "wrong_shape", "wrong_dtype", "absent"])
def test_every_problem_of_a_tensor_has_its_sentence(problem: str) -> None:
    details = {"kind": "gradient", "tensor": "w", "step": "3", "phase": "forced"}
    assert "w" in i18n.sentence(problem, details)
    assert "梯度" in i18n.sentence(problem, details, "zh")


@pytest.mark.parametrize("kind", get_args(Deviation.model_fields["kind"].annotation))
def test_every_kind_of_tensor_has_its_word_in_the_report_and_in_sentences(kind: str) -> None:
    assert [] == [key for key in (f"report.kind_{kind}", f"reason.kind_{kind}") if key not in EN]


def test_a_code_without_a_sentence_shows_its_message() -> None:
    assert "strange: how odd" == i18n.sentence("strange", {"message": "how odd"})


# --- names --------------------------------------------------------------------------------------


def test_unknown_names_the_nearest_or_all() -> None:
    assert "unknown task 'lineal'; did you mean 'linear'?" == i18n.unknown(
        "task", "lineal", ["linear", "digits"]
    )
    assert "unknown task 'x'; known: a, b" == i18n.unknown("task", "x", ["a", "b"])


# --- click --------------------------------------------------------------------------------------


def test_clicks_sentences_are_word_for_word_those_of_click() -> None:
    """A new click that words one differently would show it in English."""
    asked = set()
    for path in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "ngettext"):
                asked |= {arg.value for arg in node.args if isinstance(arg, ast.Constant)}
    ours = {key: text for key, text in EN.items() if key.startswith("click.")}
    named = {"click.required"}  # asked for by a variable
    assert [] == [key for key, text in ours.items() if text not in asked and key not in named]


def test_every_verb_has_its_line_of_help() -> None:
    assert [] == [verb for verb in cli.VERBS if f"cli.help_{verb.replace('-', '_')}" not in EN]


def test_frameworks_have_names_in_both_languages() -> None:
    for folder in BUILT_IN.iterdir():
        if (folder / "framework.toml").exists():
            name = tomllib.loads((folder / "framework.toml").read_text("utf-8"))["name"]
            assert {"en", "zh"} == set(name)
