from collections.abc import Mapping

from isograd.probing.judging import at_most
from isograd.probing.sources import api_names


def examine(sources: Mapping[str, str]) -> dict[str, float]:
    return {"count": len(set().union(*(api_names(text) for text in sources.values())))}


judge = at_most(60)
