"""A Ray cluster of several nodes on this machine, in a process of its own.

Prints the address for Ray Client and the nodes' identifiers as one JSON line, then kills, without a
warning, each node whose identifier it reads on stdin; it takes the cluster down when stdin ends.
"""

import json
import shutil
import socket
import sys
import tempfile
from pathlib import Path

from ray._private.utils import get_ray_address_file
from ray.cluster_utils import Cluster


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def main(nodes: int) -> None:
    folder = tempfile.mkdtemp(prefix="ray-", dir="/tmp")  # sockets' names must be short
    # Ray notes the address in its usual place too, which a machine that never ran it lacks.
    Path(get_ray_address_file(None)).parent.mkdir(parents=True, exist_ok=True)
    port = free_port()
    # The head takes no campaign; it holds the mailbox, and must not be the one that dies.
    head = {"num_cpus": 0, "ray_client_server_port": port, "temp_dir": folder}
    cluster = Cluster(initialize_head=True, head_node_args=head)
    try:
        added = {}
        for _ in range(nodes):
            node = cluster.add_node(num_cpus=1)
            added[node.node_id] = node
        told = {"on": f"ray://127.0.0.1:{port}", "nodes": [*added]}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        for line in sys.stdin:
            cluster.remove_node(added[line.strip()], allow_graceful=False)
    finally:
        cluster.shutdown()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
