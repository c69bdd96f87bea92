"""Gradient descent on the mean square, eight rows a step."""

import json
from pathlib import Path

import paddle
import paddle.distributed as dist
from paddle.io import DataLoader, DistributedBatchSampler, TensorDataset

given = json.loads(Path("given.json").read_text())
dist.init_parallel_env()
model = paddle.nn.Linear(3, 1, bias_attr=False)
model.weight.set_value(paddle.to_tensor(given["start"]).unsqueeze(1))
parallel = paddle.DataParallel(model)
optimizer = paddle.optimizer.SGD(given["rate"], parameters=model.parameters())
data = TensorDataset([paddle.to_tensor(given["x"]), paddle.to_tensor(given["y"])])
sampler = DistributedBatchSampler(data, batch_size=8 // dist.get_world_size())
for x, y in DataLoader(data, batch_sampler=sampler):
    paddle.nn.functional.mse_loss(parallel(x)[:, 0], y).backward()
    optimizer.step()
    optimizer.clear_grad()
if dist.get_rank() == 0:
    Path("found.json").write_text(json.dumps(model.weight[:, 0].tolist()))
