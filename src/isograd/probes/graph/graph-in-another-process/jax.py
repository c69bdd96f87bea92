"""Save the graph of a function and run it in a process that has not got its source."""

import json
import subprocess
import sys
from pathlib import Path

import jax
import jax.numpy as jnp
from jax import export

READER = """
import json, sys
from pathlib import Path
import jax.numpy as jnp
from jax import export
f = export.deserialize(bytearray(Path(sys.argv[1]).read_bytes())).call
print(f(jnp.array(json.loads(sys.argv[2]))).tolist())
"""


# %% function
def model(x, factor):
    return jnp.sin(x) * factor


# %% ask
def ask(x, factor, scratch):
    file = f"{scratch}/f.jax"
    exported = export.export(jax.jit(lambda x: model(x, factor)))(jnp.array(x))
    Path(file).write_bytes(exported.serialize())
    command = [sys.executable, "-c", READER, file, json.dumps(x)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    size = sum(file.stat().st_size for file in Path(scratch).rglob("*") if file.is_file())
    return {"values": json.loads(printed.splitlines()[-1]), "bytes": size}
