"""Which Python makes an environment, and whether it is one that the frameworks have wheels for."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from packaging.specifiers import SpecifierSet

from isograd.errors import EnvironmentSetupError
from isograd.i18n import text
from isograd.registry import EnvironmentSpec

# What pip and Python would obey from the caller's shell, to the harm of an environment's contents.
_LEAKS = ("PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "PIP_TARGET", "PIP_PREFIX", "PIP_USER")
_ASK = "import sys; print('.'.join(map(str, sys.version_info[:3])))"


@dataclass(frozen=True)
class Interpreter:
    path: Path
    version: str  # "3.11.7"

    @property
    def short(self) -> str:
        """``311`` for 3.11.7, as in the names of wheels."""
        major, minor = self.version.split(".")[:2]
        return f"{major}{minor}"


def clean_environment() -> dict[str, str]:
    """The caller's variables (pip's index and proxy among them) without those that leak."""
    return {name: value for name, value in os.environ.items() if name not in _LEAKS}


def ask(path: Path) -> Interpreter | None:
    """What ``path`` is, by running it; None if it does not run as a Python."""
    try:
        done = subprocess.run(
            [str(path), "-I", "-c", _ASK],
            capture_output=True,
            text=True,
            timeout=30,
            env=clean_environment(),
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return None
    version = done.stdout.strip()
    if done.returncode != 0 or version.count(".") != 2:
        return None
    return Interpreter(path, version)


def own() -> Interpreter:
    """The Python that runs isograd."""
    return Interpreter(Path(sys.executable), ".".join(map(str, sys.version_info[:3])))


def serving(spec: EnvironmentSpec) -> list[str]:
    """Commands on PATH that are a Python which ``spec`` accepts."""
    accepted = SpecifierSet(spec.python)
    found = []
    for minor in range(8, 20):
        command = shutil.which(f"python3.{minor}")
        if command is None or not accepted.contains(f"3.{minor}.0", prereleases=True):
            continue
        # A command may be a shim of a version manager that starts nothing.
        interpreter = ask(Path(command))
        if interpreter is not None and accepted.contains(interpreter.version):
            found.append(command)
    return found


def choose(spec: EnvironmentSpec, given: Path | None) -> Interpreter:
    """The interpreter for ``spec``: ``given``, else isograd's own; checked before any download."""
    interpreter = own() if given is None else ask(given.expanduser().absolute())
    if interpreter is None:
        raise EnvironmentSetupError(
            text("env.no_interpreter", path=given), hint=text("env.no_interpreter_hint")
        )
    if not SpecifierSet(spec.python).contains(interpreter.version, prereleases=True):
        others = serving(spec)
        hint = (
            text("env.python_use", id=spec.id, path=others[0])
            if others
            else text("env.python_none", needed=spec.python)
        )
        raise EnvironmentSetupError(
            text("env.python_outside", id=spec.id, needed=spec.python, version=interpreter.version),
            hint=hint,
        )
    return interpreter


def make_venv(interpreter: Interpreter, folder: Path) -> None:
    """A virtual environment with pip at ``folder``."""
    done = subprocess.run(
        [str(interpreter.path), "-I", "-m", "venv", str(folder)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env=clean_environment(),
    )
    if done.returncode != 0:
        raise EnvironmentSetupError(
            text("env.venv_failed", path=interpreter.path, output=done.stdout.strip()[-2000:]),
            hint=text("env.venv_failed_hint"),
        )
