"""All rules, by the name of PyTorch's operation."""

from isograd.frameworks.pytorch.source import layers, shapes
from isograd.frameworks.pytorch.source.aten import RULES

# Both register their rules when they are imported.
__all__ = ["RULES", "layers", "shapes"]
