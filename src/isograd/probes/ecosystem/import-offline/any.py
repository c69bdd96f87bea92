"""An import in a process whose sockets tell of a connection and refuse it."""

import subprocess
import sys

CODE = """
import socket

def refuse(*target):
    print("tried", target[-2:], flush=True)
    raise OSError("no network")

class Refusing(socket.socket):
    connect = connect_ex = refuse

socket.socket, socket.getaddrinfo, socket.create_connection = Refusing, refuse, refuse
import {package}
print("imported")
"""


# %% ask
def ask(package):
    command = [sys.executable, "-P", "-c", CODE.format(package=package)]
    done = subprocess.run(command, capture_output=True, text=True)
    return {"told": done.stdout + done.stderr}
