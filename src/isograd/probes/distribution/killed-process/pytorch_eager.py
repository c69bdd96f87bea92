"""Two processes reduce again and again; one is killed."""

import sys
import time
from pathlib import Path
from subprocess import Popen

import torch
import torch.distributed as dist


# %% each process
def work(scratch, rank):
    dist.init_process_group("gloo", f"file://{scratch}/store", rank=rank, world_size=2)
    for step in range(10_000):
        dist.all_reduce(torch.ones(3))
        time.sleep(0.1)
        if step == 5:
            Path(scratch, "going").touch()


# %% ask
def ask(scratch):
    command = [sys.executable, "-P", __file__, scratch]
    survivor, victim = (Popen([*command, rank]) for rank in "01")
    try:
        until = time.monotonic() + 120
        while not Path(scratch, "going").exists():
            if time.monotonic() > until:
                raise TimeoutError("the two processes did not get going")
            time.sleep(0.1)
        victim.kill()
        begin = time.monotonic()
        code = None
        while code is None and time.monotonic() < begin + 60:
            code = survivor.poll()
            time.sleep(0.05)
        return {"code": code, "seconds": time.monotonic() - begin}
    finally:
        survivor.kill()
        victim.kill()


if __name__ == "__main__":
    work(sys.argv[1], int(sys.argv[2]))
