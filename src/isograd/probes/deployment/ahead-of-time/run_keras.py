"""The compiled network: an object file with a C++ header, which no call from Python loads."""

from pathlib import Path


# %% ask
def ask(scratch, weights, images):
    header = Path(scratch, "model.h").read_text()
    return {"object": Path(scratch, "model.o").stat().st_size, "names": "class Model " in header}
