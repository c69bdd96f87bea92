"""Gradient descent on the mean square, eight rows a step."""

import json
from pathlib import Path

import torch
from torch.utils.data import DataLoader, TensorDataset

given = json.loads(Path("given.json").read_text())
model = torch.nn.Linear(3, 1, bias=False)
model.weight.data[:] = torch.tensor(given["start"])
optimizer = torch.optim.SGD(model.parameters(), given["rate"])
data = TensorDataset(torch.tensor(given["x"]), torch.tensor(given["y"]))
for x, y in DataLoader(data, batch_size=8):
    optimizer.zero_grad()
    torch.nn.functional.mse_loss(model(x)[:, 0], y).backward()
    optimizer.step()
Path("found.json").write_text(json.dumps(model.weight[0].tolist()))
