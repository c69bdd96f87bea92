"""What a worker tells of the settings that it runs under."""

import json
import os
import subprocess
import sys

from isograd.run.session import WORKER

CODE = """
import json, os, sys
sys.path.insert(0, sys.argv[1])
from isograd_worker import machine
os.environ["TF_FORCE_GPU_ALLOW_GROWTH"] = "true"
print(json.dumps(machine.observed()["allocator"]))
"""


def test_allocator_settings_are_those_that_the_process_was_started_with() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(WORKER.parent)],
        env={**os.environ, "MALLOC_ARENA_MAX": "2"},
        capture_output=True,
        check=True,
    )
    assert {"MALLOC_ARENA_MAX": "2"} == json.loads(done.stdout)
