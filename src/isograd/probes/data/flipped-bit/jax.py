"""One bit of a checkpoint is flipped before it is loaded."""

from pathlib import Path

import jax.numpy as jnp
import numpy as np
import orbax.checkpoint as ocp


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
    with ocp.StandardCheckpointer() as checkpointer:
        checkpointer.save(f"{scratch}/weights", {"weight": jnp.array(weight)})
    flip(scratch, where, bit)
    loaded = np.array(ocp.StandardCheckpointer().restore(f"{scratch}/weights")["weight"])
    return {"changed": int(np.sum(loaded != weight))}
