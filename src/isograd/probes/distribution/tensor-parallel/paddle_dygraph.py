"""Two matrix products are split over two processes: shard_tensor."""

import json
import os
import socket
import sys
from subprocess import Popen

import paddle
import paddle.distributed as dist


# %% each process
def compute(rank, port, x, a, b):
    os.environ.update(PADDLE_TRAINER_ID=str(rank), PADDLE_TRAINERS_NUM="2")
    os.environ.update(PADDLE_MASTER=f"127.0.0.1:{port}", PADDLE_DISTRI_BACKEND="gloo")
    os.environ.update(PADDLE_CURRENT_ENDPOINT=f"127.0.0.1:{port + rank}")
    dist.init_parallel_env()
    mesh = dist.ProcessMesh([0, 1], dim_names=["model"])
    first = paddle.nn.Linear(len(a), len(b), bias_attr=False)
    second = paddle.nn.Linear(len(b), len(b[0]), bias_attr=False)
    for layer, matrix, axis in ((first, a, 1), (second, b, 0)):
        layer.weight.set_value(paddle.to_tensor(matrix))
        layer.weight = dist.shard_tensor(layer.weight, mesh, [dist.Shard(axis)])
    x = dist.shard_tensor(paddle.to_tensor(x), mesh, [dist.Replicate()])
    y = dist.reshard(second(paddle.tanh(first(x))), mesh, [dist.Replicate()])
    (y**2).mean().backward()
    gradient = dist.reshard(first.weight.grad, mesh, [dist.Replicate()])
    weights = [first.weight, second.weight]
    held = sum(w._local_value().numel() for w in weights) / sum(w.numel() for w in weights)
    return {"y": y.numpy(), "gradient": gradient.numpy(), "held": float(held)}


# %% ask
def ask(**given):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    other = Popen([sys.executable, "-P", __file__, str(port), json.dumps(given)])
    try:
        return compute(0, port, **given)
    finally:
        other.kill()


if __name__ == "__main__":
    compute(1, int(sys.argv[1]), **json.loads(sys.argv[2]))
