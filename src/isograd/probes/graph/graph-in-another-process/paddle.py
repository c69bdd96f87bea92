"""Save the graph of a function and run it in a process that has not got its source."""

import json
import subprocess
import sys
from pathlib import Path

import paddle
from paddle.static import InputSpec

READER = """
import json, sys, paddle
f = paddle.jit.load(sys.argv[1])
print(f(paddle.to_tensor(json.loads(sys.argv[2]))).tolist())
"""


# %% function
class Model(paddle.nn.Layer):
    def __init__(self, factor):
        super().__init__()
        self.factor = factor

    def forward(self, x):
        return paddle.sin(x) * self.factor


# %% ask
def ask(x, factor, scratch):
    file = f"{scratch}/f"
    paddle.jit.save(Model(factor), file, input_spec=[InputSpec([len(x)], "float32")])
    command = [sys.executable, "-c", READER, file, json.dumps(x)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    size = sum(file.stat().st_size for file in Path(scratch).rglob("*") if file.is_file())
    return {"values": json.loads(printed.splitlines()[-1]), "bytes": size}
