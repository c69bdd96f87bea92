"""Train a small network with dropout in two processes."""

import json
import os
import subprocess
import sys

import torch
from torch import nn


# %% function
def train(seed):
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(8, 32), nn.ReLU(), nn.Dropout(), nn.Linear(32, 1))
    optimizer = torch.optim.Adam(model.parameters())
    for _ in range(20):
        optimizer.zero_grad()
        model(torch.randn(64, 8)).square().mean().backward()
        optimizer.step()
    return torch.cat([weight.flatten() for weight in model.parameters()]).tolist()


# %% ask
def other_process(seed, hash_seed):
    command = [sys.executable, "-P", __file__, str(seed)]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    return json.loads(subprocess.check_output(command, env=environment).splitlines()[-1])


def ask(seed):
    return {"first": other_process(seed, "1"), "again": other_process(seed, "2")}


if __name__ == "__main__":
    print(json.dumps(train(int(sys.argv[1]))))
