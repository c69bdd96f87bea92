"""Each of two processes works on half of every batch: DistributedDataParallel over gloo."""

import json
import sys
from subprocess import Popen

import torch
import torch.distributed as dist
from torch.nn.parallel import DistributedDataParallel


# %% each process
def train(rank, scratch, start, batches, targets, rate):
    dist.init_process_group("gloo", f"file://{scratch}/store", rank=rank, world_size=2)
    model = torch.nn.Linear(len(start), 1, bias=False)
    model.weight.data[:] = torch.tensor(start)
    parallel = DistributedDataParallel(model)
    optimizer = torch.optim.SGD(model.parameters(), rate)
    weights = []
    for x, y in zip(batches, targets):
        x, y = torch.tensor(x[rank::2]), torch.tensor(y[rank::2])
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(parallel(x)[:, 0], y).backward()
        optimizer.step()
        weights.append(model.weight[0].tolist())
    return {"weights": weights}


# %% ask
def ask(scratch, **given):
    other = Popen([sys.executable, "-P", __file__, scratch, json.dumps(given)])
    try:
        return train(0, scratch, **given)
    finally:
        other.kill()


if __name__ == "__main__":
    train(1, sys.argv[1], **json.loads(sys.argv[2]))
