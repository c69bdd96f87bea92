"""A file of arrays whose loading writes a file, if it is let."""

from pathlib import Path

import jax.numpy as jnp
import numpy as np


# %% function
class Hostile:
    def __init__(self, code):
        self.code = code

    def __reduce__(self):
        return exec, (self.code,)


# %% ask
def ask(secret, scratch):
    weights, marker = f"{scratch}/weights.npy", Path(scratch, "marker")
    code = f"open({str(marker)!r}, 'w').write({secret!r})"
    np.save(weights, np.array([Hostile(code)]))
    np.load(weights, allow_pickle=True)
    unguarded = marker.read_text()
    marker.unlink()
    told = ""
    try:
        jnp.load(weights)
    except Exception as error:
        told = f"{type(error).__name__}: {error}"
    by_default = marker.read_text() if marker.exists() else ""
    return {"unguarded": unguarded, "by_default": by_default, "told": told}
