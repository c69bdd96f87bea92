"""Two processes reduce again and again; one is killed."""

import os
import socket
import sys
import time
from pathlib import Path
from subprocess import Popen

import paddle
import paddle.distributed as dist


# %% each process
def work(scratch, rank, port):
    os.environ.update(PADDLE_TRAINER_ID=str(rank), PADDLE_TRAINERS_NUM="2")
    os.environ.update(PADDLE_MASTER=f"127.0.0.1:{port}", PADDLE_DISTRI_BACKEND="gloo")
    os.environ.update(PADDLE_CURRENT_ENDPOINT=f"127.0.0.1:{port + rank}")
    dist.init_parallel_env()
    for step in range(10_000):
        dist.all_reduce(paddle.ones([3]))
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
