"""Eight and then seven rows for two processes: DistributedBatchSampler deals them out."""

import json
import os
import socket
import sys
from subprocess import Popen

import paddle
import paddle.distributed as dist
from paddle.io import DataLoader, DistributedBatchSampler, TensorDataset


# %% each process
def train(rank, port, start, x, y, rate):
    os.environ.update(PADDLE_TRAINER_ID=str(rank), PADDLE_TRAINERS_NUM="2")
    os.environ.update(PADDLE_MASTER=f"127.0.0.1:{port}", PADDLE_DISTRI_BACKEND="gloo")
    os.environ.update(PADDLE_CURRENT_ENDPOINT=f"127.0.0.1:{port + rank}")
    dist.init_parallel_env()
    model = paddle.nn.Linear(len(start), 1, bias_attr=False)
    model.weight.set_value(paddle.to_tensor(start).unsqueeze(1))
    parallel = paddle.DataParallel(model)
    optimizer = paddle.optimizer.SGD(rate, parameters=model.parameters())
    data = TensorDataset([paddle.to_tensor(x), paddle.to_tensor(y)])
    sampler = DistributedBatchSampler(data, batch_size=4)  # <-
    for x, y in DataLoader(data, batch_sampler=sampler):
        paddle.nn.functional.mse_loss(parallel(x)[:, 0], y).backward()
        optimizer.step()
        optimizer.clear_grad()
    return {"weights": model.weight[:, 0].tolist()}


# %% ask
def ask(**given):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    other = Popen([sys.executable, "-P", __file__, str(port), json.dumps(given)])
    try:
        return train(0, port, **given)
    finally:
        other.kill()


if __name__ == "__main__":
    train(1, int(sys.argv[1]), **json.loads(sys.argv[2]))
