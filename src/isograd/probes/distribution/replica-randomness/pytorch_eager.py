"""Each of two processes sets the seed, makes the model, and draws a dropout mask."""

import json
import sys
from subprocess import Popen

import torch
import torch.distributed as dist
from torch.nn.parallel import DistributedDataParallel


# %% each process
def draw(rank, scratch, seed, size):
    dist.init_process_group("gloo", f"file://{scratch}/store", rank=rank, world_size=2)
    torch.manual_seed(seed)
    model = DistributedDataParallel(torch.nn.Linear(4, 4))
    mask = torch.nn.functional.dropout(torch.ones(size)) != 0
    both = [None, None]
    dist.all_gather_object(both, (model.module.weight.tolist(), mask.tolist()))
    weights, masks = zip(*both)
    return {"weights": weights, "masks": masks}


# %% ask
def ask(scratch, **given):
    other = Popen([sys.executable, "-P", __file__, scratch, json.dumps(given)])
    try:
        return draw(0, scratch, **given)
    finally:
        other.kill()


if __name__ == "__main__":
    draw(1, sys.argv[1], **json.loads(sys.argv[2]))
