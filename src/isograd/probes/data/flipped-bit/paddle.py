"""One bit of a saved file is flipped before it is loaded."""

from pathlib import Path

import numpy as np
import paddle


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
    paddle.save({"weight": paddle.to_tensor(weight)}, f"{scratch}/weights.pdparams")
    flip(scratch, where, bit)
    loaded = paddle.load(f"{scratch}/weights.pdparams")["weight"].numpy()
    return {"changed": int(np.sum(loaded != weight))}
