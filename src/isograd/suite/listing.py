"""The documents of ``isograd task … --json``."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from isograd.evidence.model import CellResult


class Document(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class TaskRow(Document):
    id: str
    title: dict[str, str]
    summary: dict[str, str]
    steps: int
    variants: list[str]
    sources: list[str]
    unsupported: dict[str, str]  # "framework/mode" that refuses it -> link to the upstream


class TaskList(Document):
    """``isograd task list --json``."""

    schema_: Literal["isograd/tasks"] = Field(default="isograd/tasks", alias="schema")
    version: Literal[1] = 1
    tasks: list[TaskRow]


class TaskDetail(Document):
    """``isograd task show TASK --json``."""

    schema_: Literal["isograd/task"] = Field(default="isograd/task", alias="schema")
    version: Literal[1] = 1
    task: TaskRow
    optimiser: dict[str, Any]
    parameters: dict[str, list[int]]
    batch: dict[str, list[int]]
    modes: dict[str, dict[str, Any]]  # "framework/mode" -> source, lines, conventions …


class VerifyCheck(Document):
    name: str
    ok: bool
    detail: str = ""


class Verification(Document):
    """``isograd task verify TASK --json``."""

    schema_: Literal["isograd/task-verify"] = Field(default="isograd/task-verify", alias="schema")
    version: Literal[1] = 1
    task: str
    ok: bool
    checks: list[VerifyCheck]
    run: str | None = None
    cells: list[CellResult] = Field(default_factory=list)
