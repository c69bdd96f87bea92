"""Save the graph of a function and run it in a process that has not got its source."""

import json
import subprocess
import sys
from pathlib import Path

import torch

READER = """
import json, sys, torch
f = torch.export.load(sys.argv[1]).module()
print(f(torch.tensor(json.loads(sys.argv[2]))).tolist())
"""


# %% function
class Model(torch.nn.Module):
    def __init__(self, factor):
        super().__init__()
        self.factor = factor

    def forward(self, x):
        return torch.sin(x) * self.factor


# %% ask
def ask(x, factor, scratch):
    file = f"{scratch}/f.pt2"
    torch.export.save(torch.export.export(Model(factor), (torch.tensor(x),)), file)
    command = [sys.executable, "-c", READER, file, json.dumps(x)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    size = sum(file.stat().st_size for file in Path(scratch).rglob("*") if file.is_file())
    return {"values": json.loads(printed.splitlines()[-1]), "bytes": size}
