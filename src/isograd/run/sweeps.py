"""Cost curves over the width of a model: launches at other widths, each proven where it is timed.

A width is another model, so the cell's own proof says nothing about it: the launch that timed it is
asked for its first steps, which are held to an oracle of that width. (At another batch size the
model is the same; `Launch.sweep` visits several in one process.)
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from isograd.errors import WorkerError
from isograd.evidence.model import Sweep
from isograd.i18n import sentence
from isograd.run.cells import Contestant
from isograd.run.launch import SWEEP_ROUNDS, Launch, Place, Setting
from isograd.run.material import Material
from isograd_worker import protocol

SWEEP_LAUNCHES = 3
PROVEN_STEPS = 2  # the second starts from the slots and parameters that the first has left


def places(place: Place, widths: Sequence[int]) -> dict[int, Place]:
    """By width, the place with the inputs and the oracle of that width, and a compile cache.

    Without `predict`: what is timed, and hence proven, is a training step.
    """
    task = replace(place.material.task, predict=None, accuracy=None)
    found = {}
    for width in widths:
        scratch = place.scratch / f"width-{width}"
        scratch.mkdir(parents=True, exist_ok=True)
        material = Material(task, PROVEN_STEPS, scratch, width)
        found[width] = Place(place.environments, material, scratch)
    return found


def over_widths(
    contestant: Contestant,
    by_width: Mapping[int, Place],
    setting: Setting,
    seed: int,
    before: Sequence[Sweep] = (),
) -> Iterator[tuple[Sweep, protocol.Started | None]]:
    """`SWEEP_LAUNCHES` launches at each width, in random order, less those made ``before``; none
    at a width at which one has failed."""
    done = [sweep for sweep in before if sweep.axis == "width"]
    made = {(sweep.launch, width) for sweep in done for width in sweep.step_ns}
    lacking = {width for sweep in done for width in sweep.lacks}
    for number in range(SWEEP_LAUNCHES):
        shuffler = random.Random(f"{seed}/width/{number}")
        for width in shuffler.sample(list(by_width), len(by_width)):
            if width not in lacking and (number, width) not in made:
                sweep, started = at_width(contestant, by_width[width], setting, number)
                lacking.update(sweep.lacks)
                yield sweep, started


def at_width(
    contestant: Contestant, place: Place, setting: Setting, number: int
) -> tuple[Sweep, protocol.Started | None]:
    """One launch at the place's width; no figures, and why, where it fails or is wrong."""
    width = place.material.width
    started = None
    made = Sweep(
        axis="width",
        launch=number,
        threads=setting.threads,
        step_ns={},
        first_ns={},
        callable_sha256="",
    )
    try:
        with Launch(contestant, place, setting) as launch:
            started, opened = launch.started, launch.opened
            # Timed before it is proven: a proof would leave a warm compile cache to the first step.
            blocks = [launch.block_of_a_size() for _ in range(SWEEP_ROUNDS)]
            proof = launch.prove(place)
    except WorkerError as error:
        return made.model_copy(update={"lacks": {width: str(error)}}), started
    made = made.model_copy(
        update={
            "parameters": {width: opened.parameters},
            "proof": proof,
            "callable_sha256": opened.callable_sha256,
        }
    )
    why = ""
    if proof.status != "ok":
        why = proof.reason or sentence(proof.reason_code, proof.details)
    elif proof.callable_sha256 != opened.callable_sha256:
        why = sentence("other_callable", {})
    if why:
        return made.model_copy(update={"lacks": {width: why}}), started
    timed = {"step_ns": {width: blocks}, "first_ns": {width: opened.first_step_ns}}
    return made.model_copy(update=timed), started
