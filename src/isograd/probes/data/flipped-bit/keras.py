"""One bit of a saved model is flipped before it is loaded."""

from pathlib import Path

import keras
import numpy as np


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
    dense = keras.layers.Dense(1, use_bias=False)
    model = keras.Sequential([keras.Input((len(weight),)), dense])
    model.set_weights([weight[:, None]])
    model.save(f"{scratch}/model.keras")
    flip(scratch, where, bit)
    loaded = keras.models.load_model(f"{scratch}/model.keras").get_weights()[0][:, 0]
    return {"changed": int(np.sum(loaded != weight))}
