"""Four collectives between two processes."""

import json
import os
import socket
import sys
from subprocess import Popen

import paddle
import paddle.distributed as dist


# %% each process
def communicate(rank, port, parts):
    os.environ.update(PADDLE_TRAINER_ID=str(rank), PADDLE_TRAINERS_NUM="2")
    os.environ.update(PADDLE_MASTER=f"127.0.0.1:{port}", PADDLE_DISTRI_BACKEND="gloo")
    os.environ.update(PADDLE_CURRENT_ENDPOINT=f"127.0.0.1:{port + rank}")
    dist.init_parallel_env()
    mine = paddle.to_tensor(parts[rank])
    total, of_second, share, gathered = mine.clone(), mine.clone(), paddle.empty([2]), []
    dist.all_reduce(total)
    dist.all_gather(gathered, mine)
    dist.broadcast(of_second, src=1)
    found = {"all_reduce": total, "all_gather": paddle.stack(gathered), "broadcast": of_second}
    found = {name: value.numpy() for name, value in found.items()}
    try:
        dist.reduce_scatter(share, [mine[:2], mine[2:]])
        return {**found, "reduce_scatter": share.numpy()}
    except Exception as error:
        return {**found, "reduce_scatter": f"{type(error).__name__}: {error}"}


# %% ask
def ask(**given):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    other = Popen([sys.executable, "-P", __file__, str(port), json.dumps(given)])
    try:
        return communicate(0, port, **given)
    finally:
        other.kill()


if __name__ == "__main__":
    communicate(1, int(sys.argv[1]), **json.loads(sys.argv[2]))
