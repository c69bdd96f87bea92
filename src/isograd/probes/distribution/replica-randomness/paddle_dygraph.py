"""Each of two processes sets the seed, makes the model, and draws a dropout mask."""

import json
import os
import socket
import sys
from subprocess import Popen

import paddle
import paddle.distributed as dist


# %% each process
def draw(rank, port, seed, size):
    os.environ.update(PADDLE_TRAINER_ID=str(rank), PADDLE_TRAINERS_NUM="2")
    os.environ.update(PADDLE_MASTER=f"127.0.0.1:{port}", PADDLE_DISTRI_BACKEND="gloo")
    os.environ.update(PADDLE_CURRENT_ENDPOINT=f"127.0.0.1:{port + rank}")
    dist.init_parallel_env()
    paddle.seed(seed)
    model = paddle.nn.Linear(4, 4)
    paddle.DataParallel(model)
    mask = paddle.nn.functional.dropout(paddle.ones([size])) != 0
    weights, masks = [], []
    dist.all_gather(weights, model.weight)
    dist.all_gather(masks, mask.astype("float32"))
    return {"weights": [w.numpy() for w in weights], "masks": [m.numpy() for m in masks]}


# %% ask
def ask(**given):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    other = Popen([sys.executable, "-P", __file__, str(port), json.dumps(given)])
    try:
        return draw(0, port, **given)
    finally:
        other.kill()


if __name__ == "__main__":
    draw(1, int(sys.argv[1]), **json.loads(sys.argv[2]))
