"""Runs the two programs of the folder `programs` on the same data, each as it is launched."""

import json
import os
import sys
from pathlib import Path
from subprocess import Popen

LAUNCHERS = {
    "torch": ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2"],
    "paddle": ["-m", "paddle.distributed.launch", "--nproc_per_node=2", "--log_dir=log"],
}


# %% ask
def ask(package, scratch, **given):
    Path(scratch, "given.json").write_text(json.dumps(given))
    programs = Path(__file__).parent / "programs"
    single = programs / f"{package}_single.py"
    parallel = programs / f"{package}_parallel.py"
    found = {"package": package, "single": run([single], scratch)}
    found["parallel"] = run([*LAUNCHERS.get(package, []), parallel], scratch)
    return found


def run(command, folder):
    """Both launchers end their processes when they are told to."""
    trial = {"XLA_FLAGS": "--xla_force_host_platform_device_count=2"}
    trial.update(PADDLE_DISTRI_BACKEND="gloo", PYTHONSAFEPATH="1")
    launched = Popen([sys.executable, *command], cwd=folder, env={**os.environ, **trial})
    try:
        if launched.wait(100):
            raise ChildProcessError(f"{command[-1].name} failed")
    finally:
        launched.terminate()
    return json.loads(Path(folder, "found.json").read_text())
