"""The published JSON Schemas: current, valid, and strict about what they describe."""

import json
from pathlib import Path

import jsonschema
import pytest
from evidence_sample import complete_run

from isograd import schemas
from isograd.evidence.document import comparison
from isograd.evidence.store import Store


@pytest.mark.parametrize("name", schemas.MODELS)
def test_the_published_schema_is_current(name: str) -> None:
    assert schemas.render(name) == schemas.path(name).read_text("utf-8"), (
        "a model changed: run python -m isograd.schemas"
    )


@pytest.mark.parametrize("name", schemas.MODELS)
def test_the_schema_is_valid_and_names_its_document(name: str) -> None:
    schema = schemas.published(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert f"isograd/{name}" == schema["properties"]["schema"]["const"]
    assert {"schema", "version"} <= set(schema["required"])
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"schema": f"isograd/{name}", "version": 0}, schema)


def test_a_compare_document_of_stored_records_fits_its_schema(tmp_path: Path) -> None:
    run = complete_run(tmp_path / "evidence.sqlite")
    with Store.open(tmp_path / "evidence.sqlite") as store:
        document = json.loads(comparison(store, run).model_dump_json(by_alias=True))
    jsonschema.validate(document, schemas.published("compare"))
    assert ["ok", "missing"] == [cell["status"] for cell in document["cells"]]
    del document["cells"][0]["reason_code"]
    with pytest.raises(jsonschema.ValidationError, match="'reason_code' is a required property"):
        jsonschema.validate(document, schemas.published("compare"))


def test_no_schema_is_left_behind() -> None:
    folder = Path(schemas.__file__).parent
    assert {schemas.path(name) for name in schemas.MODELS} == set(folder.glob("*.json"))
