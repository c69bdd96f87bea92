"""Gradient descent on the mean square, eight rows a step."""

import json
from pathlib import Path

import torch
import torch.distributed as dist
from torch.nn.parallel import DistributedDataParallel
from torch.utils.data import DataLoader, DistributedSampler, TensorDataset

given = json.loads(Path("given.json").read_text())
dist.init_process_group("gloo")
model = torch.nn.Linear(3, 1, bias=False)
model.weight.data[:] = torch.tensor(given["start"])
parallel = DistributedDataParallel(model)
optimizer = torch.optim.SGD(model.parameters(), given["rate"])
data = TensorDataset(torch.tensor(given["x"]), torch.tensor(given["y"]))
sampler = DistributedSampler(data, shuffle=False)
for x, y in DataLoader(data, batch_size=8 // dist.get_world_size(), sampler=sampler):
    optimizer.zero_grad()
    torch.nn.functional.mse_loss(parallel(x)[:, 0], y).backward()
    optimizer.step()
if dist.get_rank() == 0:
    Path("found.json").write_text(json.dumps(model.weight[0].tolist()))
dist.destroy_process_group()
