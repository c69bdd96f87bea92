"""Worker environments: one folder per (environment, device, Python, requirements).

A folder is made in its final place (virtual environments cannot be moved) and its completion
marker is written last; so a folder with a marker is complete, and any other is made anew. See
docs/architecture.md, “Environments”.
"""

from isograd.run.environments.create import create
from isograd.run.environments.locate import Planned, find, plan
from isograd.run.environments.progress import Progress
from isograd.run.environments.records import Environment

__all__ = ["Environment", "Planned", "Progress", "create", "find", "plan"]
