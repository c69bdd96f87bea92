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
    a = dist.shard_tensor(paddle.to_tensor(a), mesh, [dist.Shard(1)], stop_gradient=False)
    b = dist.shard_tensor(paddle.to_tensor(b), mesh, [dist.Shard(0)], stop_gradient=False)
    x = dist.shard_tensor(paddle.to_tensor(x), mesh, [dist.Replicate()])
    y = paddle.tanh(x @ a) @ b
    y = dist.reshard(y, mesh, [dist.Replicate()])
    (y**2).mean().backward()
    held = sum(w._local_value().numel() for w in (a, b)) / sum(w.numel() for w in (a, b))
    gradient = dist.reshard(a.grad, mesh, [dist.Replicate()])
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
