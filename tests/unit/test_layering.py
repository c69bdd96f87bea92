"""The shape of the source: dependencies point one way, imports are light, modules are short."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import isograd
import isograd_worker
from isograd import registry

PACKAGE = Path(isograd.__file__).parent
WORKER = Path(isograd_worker.__file__).parent

# What each part of the host may import of the others; docs/architecture.md draws it.
MAY = {
    "__init__": set(),
    "__main__": {"cli"},
    "errors": set(),
    "i18n": set(),
    "paths": {"errors", "i18n"},
    "registry": {"errors", "i18n"},
    "schemas": {"port", "evidence", "suite", "probing", "claims", "run"},
    "measure": set(),
    "evidence": {"errors", "i18n", "paths", "measure"},
    "suite": {"errors", "i18n", "registry", "evidence"},
    "claims": {"errors", "i18n", "registry", "evidence", "probing"},
    "probing": {"errors", "i18n", "registry", "suite"},
    "run": {"errors", "i18n", "paths", "registry", "measure", "evidence", "suite", "probing"},
    "report": {"errors", "i18n", "registry", "measure", "evidence", "suite", "claims", "probing"},
    "ir": set(),
    "passes": {"ir"},
    "emit": {"errors", "ir", "passes"},
    "port": {"errors", "evidence", "i18n", "registry", "suite", "run", "ir", "passes", "emit"},
    "cli": {
        "port",
        *("errors", "i18n", "paths", "registry", "schemas", "evidence"),
        *("suite", "probing", "claims", "run", "report"),
    },
}
# Single modules that a part may take from further up: types and tables without behaviour.
EVIDENCE_OF_SUITE = {"evidence.model"}
SUITE_OF_REPORT = {"suite.conventions"}

FRAMEWORKS = r"(py)?torch|tensorflow|keras|jax|flax|equinox|optax|paddle|mxnet|caffe"


def modules() -> Iterator[tuple[str, Path]]:
    """Host modules by their part; tasks, probes and frameworks are data of the host, code of
    workers."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).parts
        if parts[0] not in ("frameworks", "tasks", "probes"):
            yield parts[0] if len(parts) > 1 else path.stem, path


def imports(path: Path) -> Iterator[str]:
    """Full names of all that a module imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                assert path.parent == WORKER, f"{path}: a relative import in the host"
            else:
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(path: Path) -> Iterator[str]:
    """Imports of the host's own modules, without the leading ``isograd.``."""
    for name in imports(path):
        if name.startswith("isograd.") and name != "isograd.__version__":
            yield name.removeprefix("isograd.")


def test_every_part_is_known_here() -> None:
    assert set(MAY) == {part for part, _ in modules()}


def test_dependencies_point_one_way() -> None:
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for part, path in modules()
        for name in within(path)
        if name.split(".")[0] not in MAY[part] | {part}
    ]
    assert [] == wrong


def test_there_is_no_cycle_of_parts() -> None:
    left = {part: set(may) for part, may in MAY.items()}
    while left:
        free = {part for part, may in left.items() if not may}
        assert free, f"a cycle among {sorted(left)}"
        left = {part: may - free for part, may in left.items() if part not in free}


def test_suite_and_report_take_only_types_and_tables_from_afar() -> None:
    taken: dict[str, set[str]] = {"suite": set(), "report": set()}
    for part, path in modules():
        far = {"suite": "evidence", "report": "suite"}.get(part)
        if far:
            taken[part] |= {
                ".".join(name.split(".")[:2]) for name in within(path) if name.startswith(f"{far}.")
            }
    assert (EVIDENCE_OF_SUITE, SUITE_OF_REPORT) == (taken["suite"], taken["report"])


def test_only_a_runner_speaks_to_workers() -> None:
    speaking = {
        part for part, path in modules() for name in imports(path) if name.startswith("isograd_w")
    }
    assert {"run", "port"} == speaking


def inside_environments() -> list[Path]:
    return [*WORKER.glob("*.py"), *(PACKAGE / "frameworks").glob("*/worker/*.py")]


@pytest.mark.parametrize("path", inside_environments(), ids=lambda p: str(p.parent.name + p.name))
def test_workers_import_the_standard_library_numpy_and_their_framework(path: Path) -> None:
    allowed = {*sys.stdlib_module_names, "numpy", "isograd_worker"}
    if path.name == "machine.py":
        allowed.add("threadpoolctl")  # asked where it happens to be installed
    if "frameworks" in path.parts:
        identifier = path.parents[1].name
        allowed |= OWN[identifier]
    assert set() == {name.split(".")[0] for name in imports(path)} - allowed


# What the adapter of a framework may import besides: its own distribution and companions.
OWN = {
    "pytorch": {"torch"},
    "tensorflow": {"tensorflow", "keras"},
    "keras": {"keras", "tensorflow", "jax", "jaxlib", "torch", "variables", "backends"},
    "jax": {"jax", "jaxlib", "flax", "optax", "equinox"},
    "paddle": {"paddle"},
}


def test_nobody_but_its_own_folder_names_a_framework() -> None:
    """In code: comments and texts may speak of them, and conventions cite their files."""
    naming = []
    for _, path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [
                getattr(node, field, None) for field in ("id", "attr", "arg", "name", "module")
            ]
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                names.append(node.value if re.fullmatch(r"[\w.-]+", node.value) else None)
            for name in names:
                if isinstance(name, str) and re.search(rf"\b({FRAMEWORKS})\b", name, re.IGNORECASE):
                    naming.append((str(path.relative_to(PACKAGE)), name))
    assert [] == naming


def test_the_pattern_of_that_test_knows_every_framework() -> None:
    assert [] == [f for f in registry.frameworks() if not re.fullmatch(FRAMEWORKS, f)]


def test_no_module_is_long() -> None:
    places = [*PACKAGE.rglob("*.py"), *WORKER.rglob("*.py")]
    lengths = {str(path): len(path.read_text("utf-8").splitlines()) for path in places}
    assert {} == {path: lines for path, lines in lengths.items() if lines > 450}


def loaded(code: str, *watched: str) -> set[str]:
    """Which of ``watched`` a fresh interpreter has loaded after ``code``."""
    ask = f"import sys\n{code}\nprint(*({set(watched)!r} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", ask], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.splitlines()[-1].split())


HEAVY = ("numpy", "pydantic", "rich", "sqlite3", "jinja2", "psutil", "filelock", "pygments")
REAL = ("torch", "tensorflow", "keras", "jax", "paddle")


def test_import_isograd_brings_in_nothing() -> None:
    assert set() == loaded("import isograd", *HEAVY, *REAL, "click")


def test_help_brings_in_click_alone() -> None:
    code = "from isograd.cli import cli\ncli.main(['--help'], standalone_mode=False)"
    assert {"click"} == loaded(code, *HEAVY, *REAL, "click", "isograd.cli.compare")


def test_the_whole_host_imports_no_framework() -> None:
    names = [
        "isograd." + ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        for _, path in modules()
        if path.stem not in ("__main__", "__init__")
    ]
    assert len(names) > 50
    assert set() == loaded("\n".join(f"import {name}" for name in names), *REAL)
