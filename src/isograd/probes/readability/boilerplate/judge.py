from collections.abc import Mapping

from isograd.probing.judging import at_most
from isograd.probing.sources import boilerplate


def examine(sources: Mapping[str, str]) -> dict[str, float]:
    return {"count": boilerplate(sources)}


judge = at_most(0.4999)
