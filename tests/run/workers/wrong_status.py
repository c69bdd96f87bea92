"""Reports a failure with a status that is none."""

import talk
from talk import protocol

failed = protocol.Failed("framework_error", "no", status="ok")
talk.serve(lambda identifier: talk.write(protocol.encode(identifier, failed)))
