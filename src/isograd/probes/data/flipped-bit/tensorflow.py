"""One bit of a checkpoint is flipped before it is loaded."""

from pathlib import Path

import numpy as np
import tensorflow as tf


# %% function
def flip(folder, where, bit):
    files = [file for file in Path(folder).rglob("*") if file.is_file()]
    file = max(files, key=lambda file: file.stat().st_size)
    content = bytearray(file.read_bytes())
    content[int(where * len(content))] ^= 1 << bit
    file.write_bytes(content)


# %% ask
def ask(seed, where, bit, scratch):
    weight = np.random.default_rng(seed).normal(size=20_000).astype("float32")
    tf.train.Checkpoint(weight=tf.Variable(weight)).write(f"{scratch}/weights")
    flip(scratch, where, bit)
    loaded = tf.train.load_variable(f"{scratch}/weights", "weight/.ATTRIBUTES/VARIABLE_VALUE")
    return {"changed": int(np.sum(loaded != weight))}
