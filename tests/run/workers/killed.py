"""Killed as the kernel kills for want of memory."""

import os
import signal

import talk

talk.serve(lambda identifier: os.kill(os.getpid(), signal.SIGKILL))
