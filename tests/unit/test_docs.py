"""The documents say what the code says: names, options, tables, links."""

import ast
import dataclasses
import re
import shlex
import tomllib
from pathlib import Path
from typing import get_args

import click
import documents
import gate
import pytest
from documents import DOCUMENTS, ROOT, read, rows
from packaging.requirements import Requirement
from pydantic import BaseModel

from isograd import registry, schemas
from isograd.evidence.model import CellResult, Status
from isograd.probing.contract import QuestionSheet
from isograd.suite import load, verify
from isograd.suite.contract import Task
from isograd.suite.conventions import CONVENTIONS
from isograd_worker import adapter

DOCS = ROOT / "docs"
SOURCE = ROOT / "src"
NAMES = [str(path.relative_to(ROOT)) for path in DOCUMENTS]

# Made by hand for the README after a run; everything else that is linked must be there.
PICTURES = {ROOT / "docs" / "images" / "report.png"}


@pytest.mark.parametrize("name", NAMES)
def test_relative_links_resolve(name: str) -> None:
    document = ROOT / name
    for link in documents.links(document):
        target, _, anchor = link.partition("#")
        path = (document.parent / target).resolve() if target else document
        assert path.exists() or path in PICTURES, link
        if anchor:
            assert anchor in documents.anchors(path), link


@pytest.mark.parametrize("name", NAMES)
def test_printed_commands_exist(name: str) -> None:
    with gate.outside_framework():  # docs/frameworks.md walks through it
        for command in documents.commands(ROOT / name):
            if command[0] == "isograd":
                documents.parse(command[1:])


@pytest.mark.parametrize("name", NAMES)
def test_no_folder_of_some_machine_is_named(name: str) -> None:
    assert [] == re.findall(r"(?:/root|/home|/work|/tmp)/\S*", read(ROOT / name))


# --- README and tasks -----------------------------------------------------------------------


def test_every_built_in_task_has_its_row() -> None:
    table = [row[0].strip("`") for row in rows(DOCS / "tasks" / "README.md", "The built-in tasks")]
    assert load.names() == sorted(table)


@pytest.mark.parametrize("task", load.names())
def test_tasks_have_a_readme_in_both_languages(task: str) -> None:
    found = load.find(task)
    for suffix in ("", ".zh"):
        assert (found.path / f"README{suffix}.md").is_file()
    assert read(found.path / "README.md").startswith(f"# {found.task.title.en}\n")
    assert read(found.path / "README.zh.md").startswith(f"# {found.task.title.zh}\n")


def test_sizes_in_the_readme_are_those_that_are_stated() -> None:
    costs = [spec.cost("cpu") for spec in registry.environments().values()]
    modes = sum(len(framework.modes) for framework in registry.frameworks().values())
    for name in ("README.md", "README.zh.md"):
        prose = read(ROOT / name)
        assert f"{sum(cost.download_mb for cost in costs)} MB" in prose
        assert f"{sum(cost.disk_mb for cost in costs) / 1000:.1f} GB" in prose
        assert re.search(rf"\b{modes}\b", prose)


# --- architecture ---------------------------------------------------------------------------


def package_of(module: str) -> str:
    """``evidence`` for isograd.evidence.store; empty for what is not ours."""
    parts = module.split(".")
    if parts[0] == "isograd_worker":
        return parts[0]
    return parts[1] if parts[0] == "isograd" and len(parts) > 1 else ""


def imports() -> dict[str, set[str]]:
    """Which package of ours imports which, everywhere in its modules."""
    found: dict[str, set[str]] = {}
    for path in SOURCE.rglob("*.py"):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        package = package_of(".".join(parts))
        if not package or package in ("tasks", "frameworks", "probes", "__init__", "__main__"):
            continue
        names = found.setdefault(package, set())
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names.update(package_of(alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                whole = node.module == "isograd"
                names.update(
                    package_of(f"isograd.{alias.name}" if whole else node.module)
                    for alias in node.names
                )
    return {name: used - {name, "", "__version__"} for name, used in found.items()}


def test_layers_are_as_the_table_says() -> None:
    table = {
        name.strip("`"): set(re.findall(r"\w+", used))
        for name, _, used in rows(DOCS / "architecture.md", "Layers")
    }
    assert table == imports()
    order = list(table)
    for name, used in table.items():
        assert used <= set(order[: order.index(name)]), name


def test_every_status_is_explained() -> None:
    cells = [row[0] for row in rows(DOCS / "architecture.md", "The life of a comparison")]
    assert set(get_args(Status)) == set(re.findall(r"\w+", " ".join(cells)))


# --- parity ---------------------------------------------------------------------------------


def test_conventions_are_all_there() -> None:
    table = [tuple(row) for row in rows(DOCS / "parity.md", "Conventions")]
    assert [(f"`{c.id}`", c.formula, c.en) for c in CONVENTIONS.values()] == table


# --- command line ---------------------------------------------------------------------------

COMMAND_LINE = read(DOCS / "cli.md")
COMMANDS = dict(documents.tree())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_explained(name: str) -> None:
    command = COMMANDS[name]
    if name != "completion":
        assert f"`isograd {name}" in COMMAND_LINE
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            for option in parameter.opts:
                assert re.search(rf"`[^`\n]*{re.escape(option)}\b", COMMAND_LINE), option


def test_no_option_is_explained_that_no_command_has() -> None:
    known = {
        option
        for command in COMMANDS.values()
        for parameter in command.params
        for option in parameter.opts
    }
    told = set(re.findall(r"(?<!\w)--[a-z][a-z-]*", COMMAND_LINE))
    assert {"--help", "--version", "--lang", "--debug"} | known >= told


def test_every_document_has_its_row() -> None:
    table = {
        (row[0].strip("`"), row[2].strip("`")) for row in rows(DOCS / "cli.md", "JSON documents")
    }
    assert {(f"isograd/{n}", schemas.path(n).name) for n in schemas.MODELS} == table
    for name in CellResult.model_fields:
        assert f"`{name}`" in COMMAND_LINE


def test_documents_are_printed_by_commands_that_exist() -> None:
    for _, printed, _ in rows(DOCS / "cli.md", "JSON documents"):
        documents.parse(shlex.split(printed.strip("`"))[1:])


# --- tasks and frameworks -------------------------------------------------------------------


def test_every_field_of_a_task_is_explained() -> None:
    table = " ".join(row[0] for row in rows(DOCS / "tasks.md", "task.py"))
    assert {field.name for field in dataclasses.fields(Task)} <= set(re.findall(r"\w+", table))


def test_every_check_of_a_task_is_explained() -> None:
    made = [check.name for check in verify.specification(load.find("digits-mlp"))]
    names = [re.sub(r"^source .*", "source <stem>", name) for name in made]
    table = [row[0].strip("`") for row in rows(DOCS / "tasks.md", "What `task verify` checks")]
    assert list(dict.fromkeys(names)) == table


def test_roles_of_a_source_are_explained() -> None:
    table = [row[0].strip("`") for row in rows(DOCS / "tasks.md", "Shown sources")]
    assert [verify.MARK + role for role in verify.ROLES] == table


@pytest.mark.parametrize(
    "model", [registry.Framework, registry.Mode, registry.EnvironmentSpec, registry.Cost]
)
def test_every_key_of_a_framework_is_explained(model: type[BaseModel]) -> None:
    text = read(DOCS / "frameworks.md")
    for name in set(model.model_fields) - {"folder"}:
        assert re.search(rf"[`.\[]{name}[`\].\s]", text), name


@pytest.mark.parametrize(
    "contract", [adapter.Adapter, adapter.StepProgram, adapter.WholeRunProgram]
)
def test_every_method_of_an_adapter_is_explained(contract: type) -> None:
    text = read(DOCS / "frameworks.md")
    for name in vars(contract):
        if not name.startswith("_"):
            assert re.search(rf"`{name}[`(]", text), name


# --- the rest -------------------------------------------------------------------------------


def test_every_dependency_has_its_line() -> None:
    project = tomllib.loads(read(ROOT / "pyproject.toml"))
    listed = {
        name.strip().lower()
        for heading in ("Host", "Development")
        for row in rows(DOCS / "dependencies.md", heading)
        for name in row[0].split(",")
    }
    wanted = [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["dev"],
    ]
    assert {Requirement(line).name.lower() for line in wanted} == listed
    extras = project["project"]["optional-dependencies"]
    optional = [line for name, lines in extras.items() if name != "dev" for line in lines]
    table = {row[0] for row in rows(DOCS / "dependencies.md", "Extra")}
    assert {Requirement(line).name for line in optional} == table
    for line in project["build-system"]["requires"]:
        assert f"`{Requirement(line).name}`" in read(DOCS / "dependencies.md")


def test_every_worker_environment_has_its_line() -> None:
    table = rows(DOCS / "dependencies.md", "Worker environments")
    assert set(registry.environments()) == {row[0] for row in table}
    for environment, framework, companions in table:
        pinned = {
            Requirement(line).name
            for member in registry.members(environment)
            for line in _lines(member.requirements("cpu"))
        }
        told = set(re.findall(r"[a-z]+", re.sub(r"\(.*?\)", "", f"{framework} {companions}")))
        assert told <= pinned | {"tensorflow"}, environment


def test_every_environment_for_questions_has_its_line() -> None:
    table = rows(DOCS / "dependencies.md", "For questions")
    others = set(registry.all_environments()) - set(registry.environments())
    assert others == {row[0] for row in table}
    for environment, packages in table:
        files = registry.requirement_files(environment, "cpu")
        pinned = {Requirement(line).name for line in _lines(files[-1])}
        assert set(re.sub(r"\(.*?\)", "", packages).replace(" ", "").split(",")) <= pinned


def _lines(path: Path) -> list[str]:
    return [line for line in read(path).splitlines() if line and not line.startswith("#")]


def test_every_decision_is_listed() -> None:
    adr = DOCS / "adr"
    linked = [link for link in documents.links(adr / "README.md")]
    assert sorted(path.name for path in adr.glob("0*.md")) == linked


def test_the_budget_of_the_tests_is_the_one_that_make_prints() -> None:
    made = re.search(r"TEST_BUDGET_MINUTES := (\d+)", read(ROOT / "Makefile"))
    assert made is not None
    for name in ("README.md", "CONTRIBUTING.md"):
        assert f"{made[1]} minutes" in read(ROOT / name)


def test_every_key_of_a_question_is_explained() -> None:
    table = " ".join(row[0] for row in rows(DOCS / "probes.md", "Keys of `question.toml`"))
    for name in QuestionSheet.model_fields:
        assert f"`{name}`" in table, name
