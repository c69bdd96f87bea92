"""The backends of Keras: environment, flags and versions of each, and how to wait for it."""

import os
from typing import Any, Dict


class Backend:
    """One backend of Keras: environment and flags before and after its import, and waiting."""

    def __init__(self, asked: Any) -> None:
        self.asked = asked

    def before_import(self) -> None:
        """Set what the backend or Keras reads only once."""

    def start(self) -> Dict[str, str]:
        """Import the backend itself and apply flags; versions of its packages."""
        raise NotImplementedError

    def verify(self) -> Dict[str, Any]:
        raise NotImplementedError

    def wait(self, outputs: Any) -> None:
        """Return when everything in the tree ``outputs`` is computed."""
        raise NotImplementedError


class TensorFlowBackend(Backend):
    def before_import(self) -> None:
        os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

    def start(self) -> Dict[str, str]:
        import tensorflow as tf

        tf.config.threading.set_intra_op_parallelism_threads(self.asked.threads)
        tf.config.threading.set_inter_op_parallelism_threads(self.asked.threads)
        tf.config.experimental.enable_tensor_float_32_execution(False)
        tf.config.experimental.set_synchronous_execution(True)  # `wait` relies on it
        if self.asked.device == "cpu":
            tf.config.set_visible_devices([], "GPU")
        return {"tensorflow": tf.__version__}

    def verify(self) -> Dict[str, Any]:
        import tensorflow as tf

        return {
            "intra_op_threads": tf.config.threading.get_intra_op_parallelism_threads(),
            "inter_op_threads": tf.config.threading.get_inter_op_parallelism_threads(),
            "tensor_float_32": tf.config.experimental.tensor_float_32_execution_enabled(),
            "synchronous_execution": tf.config.experimental.get_synchronous_execution(),
            "devices": [device.name for device in tf.config.get_visible_devices()],
        }

    def wait(self, outputs: Any) -> None:
        import tensorflow as tf

        # On the CPU, synchronous TensorFlow returns from a function when all of it is done.
        if self.asked.device != "cpu":
            tf.test.experimental.sync_devices()


class JaxBackend(Backend):
    def before_import(self) -> None:
        os.environ["JAX_PLATFORMS"] = self.asked.device

    def start(self) -> Dict[str, str]:
        import jax
        import jaxlib

        # Without x64, JAX silently makes every float64 array a float32 one.
        jax.config.update("jax_enable_x64", self.asked.dtype == "float64")
        jax.config.update("jax_default_matmul_precision", "highest")
        return {"jax": jax.__version__, "jaxlib": jaxlib.__version__}

    def verify(self) -> Dict[str, Any]:
        import jax

        return {
            "jax_enable_x64": jax.config.jax_enable_x64,
            "jax_default_matmul_precision": jax.config.jax_default_matmul_precision,
            "devices": [str(device) for device in jax.devices()],
        }

    def wait(self, outputs: Any) -> None:
        import jax

        jax.block_until_ready(outputs)


class TorchBackend(Backend):
    def before_import(self) -> None:
        # Keras reads this at import and would otherwise take a GPU wherever there is one.
        os.environ["KERAS_TORCH_DEVICE"] = self.asked.device

    def start(self) -> Dict[str, str]:
        import torch

        torch.set_num_threads(self.asked.threads)
        torch.set_num_interop_threads(self.asked.threads)
        torch.set_float32_matmul_precision("highest")
        return {"torch": torch.__version__}

    def verify(self) -> Dict[str, Any]:
        import torch

        return {
            "num_threads": torch.get_num_threads(),
            "num_interop_threads": torch.get_num_interop_threads(),
            "float32_matmul_precision": torch.get_float32_matmul_precision(),
            "keras_torch_device": os.environ["KERAS_TORCH_DEVICE"],
        }

    def wait(self, outputs: Any) -> None:
        import torch

        if self.asked.device != "cpu":
            torch.cuda.synchronize()


BACKENDS = {"tensorflow": TensorFlowBackend, "jax": JaxBackend, "torch": TorchBackend}
