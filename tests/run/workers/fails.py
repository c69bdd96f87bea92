"""Reports a failure that the worker survives, then one that it does not."""

import talk
from talk import protocol

FAILURES = {
    1: protocol.Failed("memory_error", "MemoryError: 8 GiB", "the traceback", status="oom"),
    2: protocol.Failed("import_failed", "No module named 'torch'", fatal=True),
}
talk.serve(lambda identifier: talk.write(protocol.encode(identifier, FAILURES[identifier])))
