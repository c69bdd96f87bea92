"""Listens to nothing that asks it to end."""

import signal

import talk

signal.signal(signal.SIGTERM, signal.SIG_IGN)
talk.greet()
talk.sleep_forever()
