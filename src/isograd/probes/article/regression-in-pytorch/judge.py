from isograd.probing.judging import same_values


def expected() -> dict[str, float]:
    return {"w": 3.0, "b": 1.0}


judge = same_values(1e-3)
