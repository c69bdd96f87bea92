from collections.abc import Mapping
from typing import Any

from isograd import registry
from isograd.probing.contract import Answer, Found
from isograd.probing.judging import at_most
from isograd.probing.sources import changed, lines
from isograd.suite.load import written


def examine(sources: Mapping[str, str]) -> dict[str, Any]:
    return {"lines": {task: lines(text) for task, text in sources.items()}}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    framework = registry.frameworks()[expected["framework"]]
    default = written(framework, framework.mode(framework.default_mode))
    shares = [changed(lines(default[task]), made) for task, made in found.values["lines"].items()]
    return at_most(0)(Found({"count": sum(shares) / len(shares)}), inputs, expected)
