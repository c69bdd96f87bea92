"""A shown source that never comes back: an endless loop inside XLA, not in Python."""

import os

import jax  # type: ignore[import-not-found]

forever = jax.jit(lambda x: jax.lax.while_loop(lambda _: True, lambda y: y + 1, x))
os.write(1, b"into the loop\n")
forever(0).block_until_ready()
