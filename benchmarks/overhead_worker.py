"""Runs in a worker environment: blocks of the harness's loop and of a bare one, in turn."""

import gc
import importlib.util
import json
import os
import sys
import time
from pathlib import Path

PAIRS, STEPS = 100, 20


def load_worker_package():
    folder = Path(__file__).resolve().parent.parent / "src" / "isograd_worker"
    spec = importlib.util.spec_from_file_location(
        "isograd_worker", folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    package = importlib.util.module_from_spec(spec)
    sys.modules["isograd_worker"] = package
    spec.loader.exec_module(package)


def bare_step(framework, program):
    """A function of a batch that ends when its work is done: what a user's own loop would call.

    It calls the very function of the program on the very same objects, since two models of one
    process differ by some percent from where their memory lies. Each framework's own wait is used.
    """
    if framework == "jax":
        import jax

        state = list(program._state)

        def run(x, y):
            *state[:], loss = program._step(*state, x, y)
            jax.block_until_ready((state, loss))

    elif framework == "keras":
        import jax

        parts = list(program._parts)

        def run(x, y):
            parts[-1], loss = program._module.step(*parts, x, y)
            jax.block_until_ready((parts[-1], loss))

    elif framework == "tensorflow":

        def run(x, y):
            program._step(*program._state, x, y).numpy()

    else:  # pytorch and paddle are synchronous on the CPU
        step = program._step if framework == "pytorch" else program._source.step
        arguments = program._arguments

        def run(x, y):
            step(*arguments, x, y)

    return run


def main():
    load_worker_package()
    from isograd_worker import adapter as contract
    from isograd_worker import clock, loop, machine, protocol

    request = json.load(sys.stdin)
    machine.pin(request["affinity"], 1)
    if request["backend"]:
        os.environ["KERAS_BACKEND"] = request["backend"]
    start = protocol.Start(
        framework=request["framework"],
        adapter=request["adapter"],
        backend=request["backend"],
        affinity=request["affinity"],
    )
    adapter = contract.load_source(request["adapter"]).FrameworkAdapter(start)
    adapter.start()
    cell = protocol.Cell(**request["cell"])
    inputs = loop.Inputs(cell.inputs, adapter.dtype)
    program, _ = loop.open_program(adapter, cell)
    program.build()
    program.load(inputs.initial)
    bare = bare_step(request["framework"], program)
    batches = [program.put(inputs.batch(k)) for k in range(STEPS)]
    for batch in batches:  # trace, compile and warm up both
        program.wait(program.step(batch))
        bare(*batch)
    harness_ns, bare_ns = [], []
    for pair in range(PAIRS):
        for which in ("hb", "bh")[pair % 2]:
            if which == "h":
                samples = clock.steps(program.step, program.wait, batches).step_ns
                harness_ns.append(sum(samples) / STEPS)
            else:
                gc.collect()  # as before every timed block: it leaves cold caches behind
                begin = time.perf_counter_ns()
                for batch in batches:
                    bare(*batch)
                bare_ns.append((time.perf_counter_ns() - begin) / STEPS)
    sys.stdout.write(json.dumps({"harness_ns": harness_ns, "bare_ns": bare_ns}) + "\n")


if __name__ == "__main__":
    main()
