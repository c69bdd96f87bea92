"""A weights file whose loading writes a file."""

import pickle
from pathlib import Path

import paddle


# %% function
class Hostile:
    def __init__(self, code):
        self.code = code

    def __reduce__(self):
        return exec, (self.code,)


# %% ask
def ask(secret, scratch):
    weights, marker = Path(scratch, "weights.pdparams"), Path(scratch, "marker")
    code = f"open({str(marker)!r}, 'w').write({secret!r})"
    weights.write_bytes(pickle.dumps({"weight": Hostile(code)}))
    told = ""
    try:
        paddle.load(str(weights))  # there is no stricter way to load it
    except Exception as error:
        told = f"{type(error).__name__}: {error}"
    by_default = marker.read_text() if marker.exists() else ""
    return {"unguarded": by_default, "by_default": by_default, "told": told}
