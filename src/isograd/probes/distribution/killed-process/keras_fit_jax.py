"""Two processes train with fit under DataParallel; one is killed."""

import socket
import sys
import time
from pathlib import Path
from subprocess import Popen

import keras
import numpy as np


# %% each process
def work(scratch, rank, port):
    keras.distribution.initialize(f"127.0.0.1:{port}", num_processes=2, process_id=rank)
    parallel = keras.distribution.DataParallel(auto_shard_dataset=False)
    keras.distribution.set_distribution(parallel)
    model = keras.Sequential([keras.Input([3]), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    for step in range(10_000):
        model.fit(np.ones([4, 3]), np.ones(4), verbose=0)
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
