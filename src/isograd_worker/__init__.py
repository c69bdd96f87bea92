"""What runs INSIDE a framework's environment: standard library and NumPy only, never isograd.

The host starts ``python <this folder>`` in a worker environment and talks to it in the protocol
of `protocol.py` over a pair of pipes of its own, since frameworks print on stdout.
"""
