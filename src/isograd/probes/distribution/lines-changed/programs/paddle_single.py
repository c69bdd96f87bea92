"""Gradient descent on the mean square, eight rows a step."""

import json
from pathlib import Path

import paddle
from paddle.io import DataLoader, TensorDataset

given = json.loads(Path("given.json").read_text())
model = paddle.nn.Linear(3, 1, bias_attr=False)
model.weight.set_value(paddle.to_tensor(given["start"]).unsqueeze(1))
optimizer = paddle.optimizer.SGD(given["rate"], parameters=model.parameters())
data = TensorDataset([paddle.to_tensor(given["x"]), paddle.to_tensor(given["y"])])
for x, y in DataLoader(data, batch_size=8):
    paddle.nn.functional.mse_loss(model(x)[:, 0], y).backward()
    optimizer.step()
    optimizer.clear_grad()
Path("found.json").write_text(json.dumps(model.weight[:, 0].tolist()))
