"""Train a small network with dropout in two processes."""

import json
import os
import subprocess
import sys

import paddle
from paddle import nn


# %% function
def train(seed):
    paddle.seed(seed)
    model = nn.Sequential(nn.Linear(8, 32), nn.ReLU(), nn.Dropout(), nn.Linear(32, 1))
    optimizer = paddle.optimizer.Adam(parameters=model.parameters())
    for _ in range(20):
        model(paddle.randn([64, 8])).square().mean().backward()
        optimizer.step()
        optimizer.clear_grad()
    return paddle.concat([weight.flatten() for weight in model.parameters()]).tolist()


# %% ask
def other_process(seed, hash_seed):
    command = [sys.executable, "-P", __file__, str(seed)]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    return json.loads(subprocess.check_output(command, env=environment).splitlines()[-1])


def ask(seed):
    return {"first": other_process(seed, "1"), "again": other_process(seed, "2")}


if __name__ == "__main__":
    print(json.dumps(train(int(sys.argv[1]))))
