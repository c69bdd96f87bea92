"""Two processes hold the weights, the first writes them; one reads: save_weights."""

import json
import sys
from pathlib import Path
from subprocess import Popen

import keras
import numpy as np
import torch.distributed as dist
from torch.nn.parallel import DistributedDataParallel


def build(start):
    layer = keras.layers.Dense(len(start[0]), use_bias=False)
    return keras.Sequential([keras.Input([len(start)]), layer])


# %% each process
def save(scratch, start, rank):
    dist.init_process_group("gloo", f"file://{scratch}/store", rank=rank, world_size=2)
    model = build(start)
    if rank == 0:
        model.set_weights([2 * np.array(start)])
    model = DistributedDataParallel(model).module  # both take the weights of the first
    place = "saved" if rank == 1 else "not-the-second"
    Path(scratch, place).mkdir()
    model.save_weights(f"{scratch}/{place}/model.weights.h5")
    dist.destroy_process_group()


# %% ask
def ask(scratch, start):
    command = [sys.executable, "-P", __file__, scratch, json.dumps(start)]
    both = [Popen([*command, rank]) for rank in "01"]
    try:
        if any(process.wait(100) for process in both):
            raise ChildProcessError("saving failed")
    finally:
        for process in both:
            process.kill()
    model = build(start)
    model.load_weights(f"{scratch}/saved/model.weights.h5")
    files = sum(file.is_file() for file in Path(scratch, "saved").rglob("*"))
    return {"weight": model.get_weights()[0], "files": files}


if __name__ == "__main__":
    save(sys.argv[1], json.loads(sys.argv[2]), *map(int, sys.argv[3:]))
