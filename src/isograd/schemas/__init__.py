"""The published JSON Schemas of every ``--json`` document, one file ``<name>.v<version>.json``.

The pydantic models are the source; ``python -m isograd.schemas`` rewrites the files, and a test
fails while they differ.
"""

import json
from importlib import import_module
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

# Name of the document → where its model lies, imported only when asked for. A model has
# ``schema: "isograd/<name>"`` and an integer ``version``, both with a default. One line a document.
MODELS = {
    "claims": "isograd.claims.model:Ledger",
    "compare": "isograd.evidence.model:Comparison",
    "conventions": "isograd.suite.catalogue:Catalogue",
    "gate": "isograd.evidence.gate:Gate",
    "means": "isograd.evidence.means:Means",
    "inspect": "isograd.port.inspect:Inspection",
    "port": "isograd.port.run:PortResult",
    "probe": "isograd.evidence.answers:Inquiry",
    "rosetta": "isograd.probing.concepts:Dictionary",
    "run": "isograd.evidence.listing:RunDetail",
    "run-check": "isograd.evidence.listing:RunCheck",
    "run-comparison": "isograd.evidence.changes:RunComparison",
    "runs": "isograd.evidence.listing:RunList",
    "sweep": "isograd.run.sweep.documents:SweepResult",
    "task": "isograd.suite.listing:TaskDetail",
    "task-verify": "isograd.suite.listing:Verification",
    "tasks": "isograd.suite.listing:TaskList",
    "env-check": "isograd.run.environments.documents:EnvironmentCheck",
    "env-create": "isograd.run.environments.documents:EnvironmentCreation",
    "env-list": "isograd.run.environments.documents:EnvironmentList",
    "env-size": "isograd.run.environments.documents:EnvironmentSizes",
}


def model(name: str) -> type[BaseModel]:
    """The model of one document; `KeyError` for an unknown name."""
    module, _, attribute = MODELS[name].partition(":")
    found: type[BaseModel] = getattr(import_module(module), attribute)
    return found


def path(name: str) -> Path:
    """Where the published schema of ``name`` lies."""
    return Path(__file__).with_name(f"{name}.v{model(name).model_fields['version'].default}.json")


def published(name: str) -> dict[str, Any]:
    """The schema as shipped."""
    schema: dict[str, Any] = json.loads(path(name).read_text("utf-8"))
    return schema


class _AsWritten(GenerateJsonSchema):
    """A document holds every field of its model: a reader may rely on those with defaults too."""

    def field_is_required(self, field: Any, total: bool) -> bool:
        return True


def render(name: str) -> str:
    """The schema as the model says it now: the text of the file."""
    schema = model(name).model_json_schema(
        by_alias=True, mode="serialization", schema_generator=_AsWritten
    )
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
