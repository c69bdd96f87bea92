"""Python versions among the framework's classifiers."""

from importlib.metadata import metadata, packages_distributions


# %% ask
def ask(package):
    classifiers = metadata(packages_distributions()[package][0]).get_all("Classifier") or []
    heading = "Programming Language :: Python :: "
    return {"versions": [c.removeprefix(heading) for c in classifiers if c.startswith(heading)]}
