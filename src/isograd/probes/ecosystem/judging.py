"""Judges of this topic: what share of the functions that the suite's tasks call has something."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import isograd
from isograd import registry
from isograd.probing.contract import Answer, Found
from isograd.probing.judging import Judge, refused
from isograd.probing.sources import api_names


def called_by_tasks() -> dict[str, list[str]]:
    """Names that the tasks' own programs use, and what these begin with, by package."""
    names: dict[str, set[str]] = {f.package: set() for f in registry.frameworks().values()}
    for file in sorted((Path(isograd.__file__).parent / "tasks").glob("*/*.py")):
        for name in api_names(file.read_text("utf-8"), beginnings=True):
            package = name.split(".")[0]
            if package in names:
                names[package].add(name)
    return {package: sorted(found) for package, found in names.items()}


def share_with(most: float, some: float) -> Judge:
    """``yes`` from the share ``most`` of ``all`` that is in ``with``, ``partly`` from ``some``; the
    share is the quantity."""

    def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
        if found.error:
            return refused(found)
        times, of = len(found.values["with"]), len(found.values["all"])
        share = times / of
        verdict = "yes" if share >= most else "partly" if share >= some else "no"
        return Answer(verdict, "ecosystem_counted", {"times": str(times), "of": str(of)}, share)

    return judge
