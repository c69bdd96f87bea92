"""Public names at the top level of the package."""

import importlib


# %% ask
def ask(package):
    module = importlib.import_module(package)
    return {"names": [name for name in dir(module) if not name.startswith("_")]}
