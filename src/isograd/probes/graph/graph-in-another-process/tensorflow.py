"""Save the graph of a function and run it in a process that has not got its source."""

import json
import subprocess
import sys
from pathlib import Path

import tensorflow as tf

READER = """
import json, sys, tensorflow as tf
f = tf.saved_model.load(sys.argv[1]).f
print(f(tf.constant(json.loads(sys.argv[2]))).numpy().tolist())
"""


# %% function
class Model(tf.Module):
    def __init__(self, factor):
        self.factor = factor

    @tf.function
    def f(self, x):
        return tf.sin(x) * self.factor


# %% ask
def ask(x, factor, scratch):
    model = Model(factor)
    signature = model.f.get_concrete_function(tf.TensorSpec([len(x)], "float32"))
    tf.saved_model.save(model, scratch, signature)
    command = [sys.executable, "-c", READER, scratch, json.dumps(x)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    size = sum(file.stat().st_size for file in Path(scratch).rglob("*") if file.is_file())
    return {"values": json.loads(printed.splitlines()[-1]), "bytes": size}
