"""Entry point of a worker: ``python <folder of isograd_worker> --in FD --out FD``.

Started by path, so that the environment of isograd itself (its NumPy above all) never gets on
``sys.path`` here.
"""

import importlib.util
import sys
from pathlib import Path

if __name__ == "__main__" and "isograd_worker" not in sys.modules:
    here = Path(__file__).resolve().parent
    sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != here]
    spec = importlib.util.spec_from_file_location(
        "isograd_worker", here / "__init__.py", submodule_search_locations=[str(here)]
    )
    assert spec is not None and spec.loader is not None
    package = importlib.util.module_from_spec(spec)
    sys.modules["isograd_worker"] = package
    spec.loader.exec_module(package)

from isograd_worker import serve

if __name__ == "__main__":
    sys.exit(serve.main(sys.argv[1:]))
