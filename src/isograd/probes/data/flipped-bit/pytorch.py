"""One bit of a saved file is flipped before it is loaded."""

from pathlib import Path

import numpy as np
import torch


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
    torch.save({"weight": torch.from_numpy(weight)}, f"{scratch}/weights.pt")
    flip(scratch, where, bit)
    loaded = torch.load(f"{scratch}/weights.pt")["weight"].numpy()
    return {"changed": int(np.sum(loaded != weight))}
