"""Rewrite the published schemas from their models."""

import sys

from isograd.schemas import MODELS, path, render

for name in MODELS:
    path(name).write_text(render(name), "utf-8")
    sys.stderr.write(f"wrote {path(name)}\n")
