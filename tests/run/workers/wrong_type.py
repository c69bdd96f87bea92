"""Answers with another message than the one due."""

import talk
from talk import protocol

reply = protocol.Opened(build_ns=1, first_step_ns=1, callable_sha256="")
talk.serve(lambda identifier: talk.write(protocol.encode(identifier, reply)))
