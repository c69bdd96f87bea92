"""Two processes reduce again and again; one is killed."""

import socket
import sys
import time
from pathlib import Path
from subprocess import Popen

import jax
import jax.numpy as jnp
import numpy as np
from jax.sharding import Mesh, NamedSharding, PartitionSpec


# %% each process
def work(scratch, rank, port):
    jax.distributed.initialize(f"127.0.0.1:{port}", num_processes=2, process_id=rank)
    split = NamedSharding(Mesh(jax.devices(), ("rows",)), PartitionSpec("rows"))
    rows = jax.make_array_from_process_local_data(split, np.ones(3, np.float32))
    total = jax.jit(jnp.sum)
    for step in range(10_000):
        total(rows).block_until_ready()
        time.sleep(0.1)
        if step == 5:
            Path(scratch, "going").touch()


# %% ask
def ask(scratch):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-P", __file__, scratch]
    survivor, victim = (Popen([*command, rank, str(port)]) for rank in "01")
    try:
        until = time.monotonic() + 120
        while not Path(scratch, "going").exists():
            if time.monotonic() > until:
                raise TimeoutError("the two processes did not get going")
            time.sleep(0.1)
        victim.kill()
        begin = time.monotonic()
        code = None
        while code is None and time.monotonic() < begin + 60:
            code = survivor.poll()
            time.sleep(0.05)
        return {"code": code, "seconds": time.monotonic() - begin}
    finally:
        survivor.kill()
        victim.kill()


if __name__ == "__main__":
    work(sys.argv[1], *map(int, sys.argv[2:]))
