"""Eight and then seven rows for two processes: DistributedSampler deals out to a Keras model."""

import json
import sys
from subprocess import Popen

import keras
import numpy as np
import torch
import torch.distributed as dist
from torch.nn.parallel import DistributedDataParallel
from torch.utils.data import DataLoader, DistributedSampler, TensorDataset


# %% each process
def train(rank, scratch, start, x, y, rate):
    dist.init_process_group("gloo", f"file://{scratch}/store", rank=rank, world_size=2)
    layer = keras.layers.Dense(1, use_bias=False)
    model = keras.Sequential([keras.Input([len(start)]), layer])
    layer.set_weights([np.array(start)[:, None]])
    parallel = DistributedDataParallel(model)
    optimizer = torch.optim.SGD(model.parameters(), rate)
    data = TensorDataset(torch.tensor(x), torch.tensor(y))
    sampler = DistributedSampler(data, shuffle=False)  # <-
    for x, y in DataLoader(data, batch_size=4, sampler=sampler):
        optimizer.zero_grad()
        keras.ops.mean((parallel(x)[:, 0] - y) ** 2).backward()
        optimizer.step()
    return {"weights": layer.get_weights()[0][:, 0]}


# %% ask
def ask(scratch, **given):
    other = Popen([sys.executable, "-P", __file__, scratch, json.dumps(given)])
    try:
        return train(0, scratch, **given)
    finally:
        other.kill()


if __name__ == "__main__":
    train(1, sys.argv[1], **json.loads(sys.argv[2]))
