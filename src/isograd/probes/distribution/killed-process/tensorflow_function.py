"""Two processes reduce again and again; one is killed."""

import json
import os
import socket
import sys
import time
from pathlib import Path
from subprocess import Popen

import tensorflow as tf


# %% each process
def work(scratch, rank, *ports):
    cluster = {"worker": [f"127.0.0.1:{port}" for port in ports]}
    task = {"type": "worker", "index": rank}
    os.environ["TF_CONFIG"] = json.dumps({"cluster": cluster, "task": task})
    strategy = tf.distribute.MultiWorkerMirroredStrategy()

    @tf.function
    def total():
        return strategy.run(
            lambda: tf.distribute.get_replica_context().all_reduce("SUM", tf.ones(3))
        )

    for step in range(10_000):
        total()
        time.sleep(0.1)
        if step == 5:
            Path(scratch, "going").touch()


# %% ask
def ask(scratch):
    with socket.create_server(("127.0.0.1", 0)) as a, socket.create_server(("127.0.0.1", 0)) as b:
        ports = [str(free.getsockname()[1]) for free in (a, b)]
    command = [sys.executable, "-P", __file__, scratch]
    survivor, victim = (Popen([*command, rank, *ports]) for rank in "01")
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
