"""Weights and momentum are split over two processes: group_sharded_parallel."""

import json
import os
import socket
import sys
from subprocess import Popen

import paddle
import paddle.distributed as dist


# %% each process
def train(rank, port, start, batches, targets, rate):
    os.environ.update(PADDLE_TRAINER_ID=str(rank), PADDLE_TRAINERS_NUM="2")
    os.environ.update(PADDLE_MASTER=f"127.0.0.1:{port}", PADDLE_DISTRI_BACKEND="gloo")
    os.environ.update(PADDLE_CURRENT_ENDPOINT=f"127.0.0.1:{port + rank}")
    dist.init_parallel_env()
    model = paddle.nn.Linear(len(start), len(start[0]), bias_attr=False)
    model.weight.set_value(paddle.to_tensor(start))
    weight = model.weight
    optimizer = paddle.optimizer.Momentum(rate, momentum=0.9, parameters=[weight])
    model, optimizer, _ = dist.sharding.group_sharded_parallel(model, optimizer, "p_g_os")  # <-
    for x, y in zip(batches, targets):
        x, y = paddle.to_tensor(x[rank::2]), paddle.to_tensor(y[rank::2])
        paddle.nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()
        optimizer.clear_grad()
    held = weight.numel() / sum(len(row) for row in start)
    model.get_all_parameters()
    return {"weight": weight.numpy(), "held": float(held)}


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
