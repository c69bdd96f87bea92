from typing import Any

import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    letters = np.array(list("abcdefghijklmnopqrstuvwxyz"))
    words = list(dict.fromkeys("".join(generator.choice(letters, 6)) for _ in range(6)))
    values = np.round(generator.normal(size=len(words)), 3).tolist()
    table = dict(zip(words, values, strict=True))
    text = [str(word) for word in generator.choice([*words, "unheard-of"], 5)]
    return {"table": table, "text": text}


def expected(table: dict[str, float], text: list[str]) -> dict[str, Any]:
    """An unknown word counts nothing."""
    return {"values": [table.get(word, 0.0) for word in text]}


judge = same_values(1e-6)
