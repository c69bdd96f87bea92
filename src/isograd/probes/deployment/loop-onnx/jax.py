"""A loop until the sum is large enough, exported to ONNX."""

from jax import lax
from jax2onnx import to_onnx


# %% network
def grow(x):
    return lax.while_loop(lambda x: x.sum() < 100, lambda x: 2 * x + 0.125, x)


# %% ask
def ask(scratch, values, others):
    to_onnx(grow, [(3,)], return_mode="file", output_path=f"{scratch}/model.onnx")
    return {}
