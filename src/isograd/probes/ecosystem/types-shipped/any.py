"""Files that tell a type checker to use the framework's own types (PEP 561)."""

from importlib.metadata import distribution, packages_distributions


# %% ask
def ask(package):
    files = distribution(packages_distributions()[package][0]).files
    markers = [str(file) for file in files if file.parts == (package, "py.typed")]
    stubs = [str(file) for file in files if file.suffix == ".pyi"]
    return {"markers": markers, "stubs": stubs}
