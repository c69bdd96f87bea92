"""Products of sizes, symbolic ones too, so that reshapes can be followed axis by axis."""

from collections import Counter
from dataclasses import dataclass

from isograd.ir.program import Dim


@dataclass(frozen=True)
class Product:
    """An integer times symbols: ``64*batch`` is (64, {batch: 1})."""

    number: int
    symbols: tuple[tuple[str, int], ...] = ()

    def __mul__(self, other: "Product") -> "Product":
        symbols = Counter(dict(self.symbols)) + Counter(dict(other.symbols))
        return Product(self.number * other.number, tuple(sorted(symbols.items())))

    def divides(self, other: "Product") -> bool:
        """Whether ``other`` is this one times something."""
        mine, theirs = dict(self.symbols), dict(other.symbols)
        symbols = all(theirs.get(name, 0) >= power for name, power in mine.items())
        return symbols and self.number != 0 and other.number % self.number == 0


ONE = Product(1)


def product(dim: Dim) -> Product:
    """A size as a product; an expression that is none stands as one symbol."""
    if isinstance(dim, int):
        return Product(dim)
    number, symbols = 1, Counter[str]()
    text = dim.expression
    if any(sign in text for sign in "+-/("):
        return Product(1, ((text, 1),))
    for part in text.split("*"):
        if part.strip().isdigit():
            number *= int(part)
        else:
            symbols[part.strip()] += 1
    return Product(number, tuple(sorted(symbols.items())))


def groups(
    before: tuple[Dim, ...], after: tuple[Dim, ...]
) -> list[tuple[list[int], list[int]]] | None:
    """The axes of a reshape that belong together: pairs of axes before and after with the same
    product, as small as can be. Axes of size 1 are left out. None where no such pairs exist."""
    ours = [axis for axis, size in enumerate(before) if size != 1]
    theirs = [axis for axis, size in enumerate(after) if size != 1]
    found: list[tuple[list[int], list[int]]] = []
    while ours or theirs:
        if not ours or not theirs:
            return None
        left, right = [ours.pop(0)], [theirs.pop(0)]
        a, b = product(before[left[0]]), product(after[right[0]])
        while a != b:
            if a.divides(b) and ours:
                left.append(ours.pop(0))
                a = a * product(before[left[-1]])
            elif theirs:
                right.append(theirs.pop(0))
                b = b * product(after[right[-1]])
            else:
                return None
        found.append((left, right))
    return found
