"""Weights and momentum are split over two processes: fully_shard (FSDP2)."""

import json
import sys
from subprocess import Popen

import torch
import torch.distributed as dist
from torch.distributed.fsdp import fully_shard


# %% each process
def train(rank, scratch, start, batches, targets, rate):
    dist.init_process_group("gloo", f"file://{scratch}/store", rank=rank, world_size=2)
    model = torch.nn.Linear(len(start), len(start[0]), bias=False)
    model.weight.data[:] = torch.tensor(start).T
    fully_shard(model, mesh=dist.device_mesh.init_device_mesh("cpu", (2,)))
    optimizer = torch.optim.SGD(model.parameters(), rate, momentum=0.9)
    for x, y in zip(batches, targets):
        x, y = torch.tensor(x[rank::2]), torch.tensor(y[rank::2])
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()
    state = [model.weight, optimizer.state[model.weight]["momentum_buffer"]]
    held = sum(part.to_local().nbytes for part in state) / sum(part.nbytes for part in state)
    return {"weight": model.weight.full_tensor().detach().T, "held": held}


# %% ask
def ask(scratch, **given):
    other = Popen([sys.executable, "-P", __file__, scratch, json.dumps(given)])
    try:
        return train(0, scratch, **given)
    finally:
        other.kill()


if __name__ == "__main__":
    train(1, sys.argv[1], **json.loads(sys.argv[2]))
