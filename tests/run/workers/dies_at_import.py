"""The framework crashes the process while it is imported."""

import faulthandler
import os
import signal

import talk

faulthandler.enable()
talk.serve(lambda identifier: os.kill(os.getpid(), signal.SIGSEGV))
