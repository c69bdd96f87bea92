from collections.abc import Mapping
from typing import Any

from isograd import registry
from isograd.probing.contract import Answer, Found
from isograd.probing.sources import changed, tokens
from isograd.suite.load import written


def examine(sources: Mapping[str, str]) -> dict[str, Any]:
    return {"tokens": {task: tokens(text) for task, text in sources.items()}}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    apart = {}
    for other in registry.frameworks().values():
        if other.id != expected["framework"]:
            theirs = written(other, other.mode(other.default_mode))
            mine = found.values["tokens"].items()
            shares = [changed(made, tokens(theirs[task])) for task, made in mine if task in theirs]
            apart[other.id] = sum(shares) / len(shares)
    nearest = min(apart, key=lambda name: apart[name])
    details = {name: f"{share:.0%}" for name, share in apart.items()}
    told = ", ".join(f"{name} {share}" for name, share in details.items())
    verdict = "yes" if apart[nearest] <= 1 / 3 else "no"
    return Answer(verdict, "apart", {"nearest": nearest, "told": told}, apart[nearest])
