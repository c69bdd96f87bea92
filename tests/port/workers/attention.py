"""Calls a target's exact attention, and that of the library it stands in for."""

import importlib.util
import os

import numpy as np


def ask(program, function, query, key, value, cases):
    """``cases`` are options as plain lists; what each gives, and the library's own in float64."""
    spec = importlib.util.spec_from_file_location("exact", program)
    arrays = [np.array(part) for part in (query, key, value)]
    if os.environ.get("KERAS_BACKEND"):
        import keras

        keras.config.set_floatx("float64")
        library = keras.ops.dot_product_attention
        host = keras.ops.convert_to_numpy
        arrays = [keras.ops.convert_to_tensor(part) for part in arrays]
    else:
        import jax

        jax.config.update("jax_enable_x64", True)
        library, host = jax.nn.dot_product_attention, np.asarray
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    exact = getattr(module, function)
    found = []
    for case in cases:
        options = {
            name: np.array(option) if isinstance(option, list) else option
            for name, option in case.items()
        }
        found.append([host(call(*arrays, **options)).tolist() for call in (exact, library)])
    refused = []
    for options in ({"flash_attention": True}, {"query_seq_lengths": [1]}, {"nonsense": 1}):
        try:
            exact(*arrays, **options)
        except (NotImplementedError, TypeError):
            refused.append(True)
    return {"found": found, "refused": len(refused), "called": len(module.called)}
