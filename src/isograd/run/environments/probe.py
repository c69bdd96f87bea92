"""Asking an environment what it holds and whether its frameworks import, each in a process."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from isograd import registry
from isograd.errors import EnvironmentSetupError
from isograd.i18n import text
from isograd.run.environments import interpreters

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
class Imported:
    """What came of importing one framework: its version, or the end of what it printed."""

    framework: str
    package: str
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


def import_framework(
    python: Path,
    framework: registry.Framework,
    environment: str,
    scratch: Path,
    timeout: float = IMPORT_TIMEOUT_SECONDS,
) -> Imported:
    """Import one framework in a process of its own; ``scratch`` is a folder for its files."""
    result = scratch / f"{framework.id}-import.json"
    variables = interpreters.clean_environment()
    variables["PYTHONNOUSERSITE"] = "1"
    if chosen := backend(framework, environment):
        variables["KERAS_BACKEND"] = chosen
    variables.update(KERAS_HOME=str(scratch), TF_CPP_MIN_LOG_LEVEL="2")
    output = scratch / f"{framework.id}-import.log"
    error = ""
    with output.open("wb") as log:
        try:
            process = subprocess.Popen(
                [str(python), "-s", "-c", _IMPORT, framework.package, str(result)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=variables,
                cwd=scratch,
                start_new_session=True,
            )
        except OSError as problem:
            return Imported(framework.id, framework.package, "", 0.0, problem.strerror or "")
        try:
            code = process.wait(timeout)
        except subprocess.TimeoutExpired:
            code = None
            error = text("env.import_timeout", seconds=round(timeout))
        finally:
            if process.poll() is None:
                os.killpg(process.pid, 9)
                process.wait()
    if code == 0 and result.exists():
        found = json.loads(result.read_text("utf-8"))
        return Imported(
            framework.id, framework.package, found["version"], round(found["seconds"], 2), ""
        )
    if not error:
        lines = output.read_text("utf-8", "replace").strip().splitlines()
        error = lines[-1] if lines else text("env.import_exit", code=code)
    return Imported(framework.id, framework.package, "", 0.0, error)
