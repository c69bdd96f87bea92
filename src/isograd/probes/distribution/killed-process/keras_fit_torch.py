"""Two processes train a Keras model in DistributedDataParallel; one is killed."""

import sys
import time
from pathlib import Path
from subprocess import Popen

import keras
import torch
import torch.distributed as dist
from torch.nn.parallel import DistributedDataParallel


# %% each process
def work(scratch, rank):
    dist.init_process_group("gloo", f"file://{scratch}/store", rank=rank, world_size=2)
    model = DistributedDataParallel(keras.Sequential([keras.Input([3]), keras.layers.Dense(1)]))
    for step in range(10_000):
        keras.ops.mean(model(torch.ones(4, 3))).backward()
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
