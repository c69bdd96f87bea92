"""Asking an environment what it holds and whether its frameworks import, each in a process."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from isograd import registry
from isograd.errors import EnvironmentSetupError
from isograd.i18n import text
from isograd.run.environments import interpreters, pip

IMPORT_TIMEOUT_SECONDS = 180.0

_VERSIONS = """
import importlib.metadata, json, re
found = {}
for one in importlib.metadata.distributions():
    name = one.metadata["Name"]
    if name:
        found.setdefault(re.sub(r"[-_.]+", "-", name).lower(), one.version)
print(json.dumps(found, sort_keys=True))
"""

# The result goes to a file: frameworks print on stdout.
_IMPORT = """
import importlib, json, sys, time
begin = time.perf_counter()
module = importlib.import_module(sys.argv[1])
seconds = time.perf_counter() - begin
with open(sys.argv[2], "w") as stream:
    json.dump({"version": str(getattr(module, "__version__", "")), "seconds": seconds}, stream)
"""


@dataclass(frozen=True)
class Import:
    """What came of importing one package: its version, or the end of what it printed."""

    version: str
    seconds: float
    error: str


def versions(python: Path) -> dict[str, str]:
    """Every distribution that ``python`` sees, canonical name to version."""
    try:
        done = subprocess.run(
            [str(python), "-I", "-c", _VERSIONS],
            capture_output=True,
            text=True,
            timeout=60,
            stdin=subprocess.DEVNULL,
            env=interpreters.clean_environment(),
        )
        found: dict[str, str] = json.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        raise EnvironmentSetupError(
            text("env.no_interpreter", path=python), hint=text("env.no_interpreter_hint")
        ) from error
    return found


def backend(framework: registry.Framework, environment: str) -> str:
    """The backend that ``framework`` takes in ``environment`` (Keras), or ""."""
    for mode in framework.modes:
        if mode.backend and framework.environment_of(mode) == environment:
            return mode.backend
    return ""


def import_package(
    python: Path,
    package: str,
    scratch: Path,
    backend: str = "",
    timeout: float = IMPORT_TIMEOUT_SECONDS,
) -> Import:
    """Import ``package`` in a process of its own; ``scratch`` is an empty folder for its files."""
    result = scratch / f"{package}-import.json"
    output = scratch / f"{package}-import.log"
    variables = interpreters.clean_environment()
    variables.update(PYTHONNOUSERSITE="1", KERAS_HOME=str(scratch), TF_CPP_MIN_LOG_LEVEL="2")
    if backend:
        variables["KERAS_BACKEND"] = backend
    with output.open("wb") as log:
        try:
            process = subprocess.Popen(
                [str(python), "-s", "-c", _IMPORT, package, str(result)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=variables,
                cwd=scratch,
                start_new_session=True,
            )
        except OSError as error:
            return Import("", 0.0, error.strerror or str(error))
        try:
            code = process.wait(timeout)
        except subprocess.TimeoutExpired:
            return Import("", timeout, text("env.import_timeout", seconds=round(timeout)))
        finally:
            pip.end_group(process)
    if code == 0 and result.exists():
        found = json.loads(result.read_text("utf-8"))
        return Import(found["version"], round(found["seconds"], 2), "")
    lines = output.read_text("utf-8", "replace").strip().splitlines()
    return Import("", 0.0, lines[-1] if lines else text("env.import_exit", code=code))
