from collections.abc import Mapping

from isograd.probing.judging import at_most
from isograd.probing.sources import longest_function


def examine(sources: Mapping[str, str]) -> dict[str, float]:
    return {"count": max(longest_function(text) for text in sources.values())}


judge = at_most(15)
