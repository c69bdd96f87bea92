from collections.abc import Mapping

from isograd.probing.judging import at_most
from isograd.probing.sources import logical_lines


def examine(sources: Mapping[str, str]) -> dict[str, float]:
    return {"count": sum(logical_lines(text) for text in sources.values())}


judge = at_most(499)
