"""Each of two processes uses one of two weights: DataParallel as it comes."""

import json
import os
import socket
import sys
from subprocess import Popen

import paddle
import paddle.distributed as dist


class Branches(paddle.nn.Layer):
    def __init__(self, a, b):
        super().__init__()
        self.a, self.b = (self.create_parameter([len(weight)]) for weight in (a, b))
        self.a.set_value(paddle.to_tensor(a))
        self.b.set_value(paddle.to_tensor(b))

    def forward(self, x):
        return x @ self.a if x.mean() > 0 else x @ self.b


# %% each process
def train(rank, port, halves, a, b, rate):
    os.environ.update(PADDLE_TRAINER_ID=str(rank), PADDLE_TRAINERS_NUM="2")
    os.environ.update(PADDLE_MASTER=f"127.0.0.1:{port}", PADDLE_DISTRI_BACKEND="gloo")
    os.environ.update(PADDLE_CURRENT_ENDPOINT=f"127.0.0.1:{port + rank}")
    dist.init_parallel_env()
    model = Branches(a, b)
    parallel = paddle.DataParallel(model)
    optimizer = paddle.optimizer.SGD(rate, parameters=model.parameters())
    for _ in range(3):
        (parallel(paddle.to_tensor(halves[rank])) ** 2).mean().backward()
        optimizer.step()
        optimizer.clear_grad()
    return {"a": model.a.numpy(), "b": model.b.numpy()}


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
