"""PyTorch as the source of a port: from what the worker captured to a neutral program."""
