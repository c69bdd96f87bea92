"""Save the graph of a function and run it in a process that has not got its source."""

import json
import subprocess
import sys
from pathlib import Path

import keras
from keras import ops

READER = """
import json, sys, keras
model = keras.saving.load_model(sys.argv[1])
y = model(keras.ops.array([json.loads(sys.argv[2])]))
print(keras.ops.convert_to_numpy(y)[0].tolist())
"""


# %% function
def create_model(size, factor):
    inputs = keras.Input([size])
    return keras.Model(inputs, ops.sin(inputs) * factor)


# %% ask
def ask(x, factor, scratch):
    file = f"{scratch}/f.keras"
    create_model(len(x), factor).save(file)
    command = [sys.executable, "-c", READER, file, json.dumps(x)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    size = sum(file.stat().st_size for file in Path(scratch).rglob("*") if file.is_file())
    return {"values": json.loads(printed.splitlines()[-1]), "bytes": size}
