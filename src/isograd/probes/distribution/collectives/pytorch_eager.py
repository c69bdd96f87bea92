"""Four collectives between two processes."""

import json
import sys
from subprocess import Popen

import torch
import torch.distributed as dist


# %% each process
def communicate(rank, scratch, parts):
    dist.init_process_group("gloo", f"file://{scratch}/store", rank=rank, world_size=2)
    mine = torch.tensor(parts[rank])

    total = mine.clone()
    dist.all_reduce(total)

    gathered = torch.empty(8)
    dist.all_gather_into_tensor(gathered, mine)

    of_second = mine.clone()
    dist.broadcast(of_second, src=1)

    share = torch.empty(2)
    dist.reduce_scatter_tensor(share, mine)
    return {
        "all_reduce": total,
        "all_gather": gathered,
        "broadcast": of_second,
        "reduce_scatter": share,
    }


# %% ask
def ask(scratch, **given):
    other = Popen([sys.executable, "-P", __file__, scratch, json.dumps(given)])
    try:
        return communicate(0, scratch, **given)
    finally:
        other.kill()


if __name__ == "__main__":
    communicate(1, sys.argv[1], **json.loads(sys.argv[2]))
