"""Rules 8 to 13 and 33 to 36: the same work, proven, and shown."""

import re
from collections.abc import Iterator

from isograd.evidence.model import Parity
from isograd.evidence.rules.facts import Breach, Facts, Rule

_READ_BACK = re.compile(r"\.item\(\)|\bfloat\(\s*loss|\.numpy\(\)")


def specification(found: Facts) -> Iterator[Breach]:
    """8: every cell got the same data, weights and order; the article variant is never timed."""
    proofs = [record.settings.get("inputs_sha256") for _, record in found.parities.values()]
    for one in found.launches:
        given = one.record.settings.get("inputs_sha256")
        if given is None or proofs[:1] != [given]:
            yield Breach(8, "other_inputs", one.key, one.name)
        assert one.record.cell is not None
        if one.record.cell.variant == "article":
            yield Breach(8, "article_timed", one.key, one.name)


def conventions(found: Facts) -> Iterator[Breach]:
    """9: what a framework defines otherwise is named with the proof that used it."""
    for one in found.launches:
        parity = found.parities.get(one.key)
        if parity is None:
            continue
        # A free run that coincides with the plain oracle needs none; a declared one must be kept.
        if any(not name or name != name.strip() for name in parity[0].conventions):
            yield Breach(9, "unnamed_convention", one.key, one.name)


def counts(found: Facts) -> Iterator[Breach]:
    """10: every cell holds as many trainable numbers, and makes as many steps, as the others."""
    sizes: dict[int, str] = {}
    for one in found.launches:
        sizes.setdefault(one.figures.parameters, one.key)
    if len(sizes) > 1:
        usual = max(sizes, key=lambda s: sum(o.figures.parameters == s for o in found.launches))
        for one in found.launches:
            if one.figures.parameters != usual:
                details = {"count": str(one.figures.parameters), "expected": str(usual)}
                yield Breach(10, "other_parameters", one.key, one.name, details)
    widths: dict[int, int] = {}  # of the first launch at it
    for key, sweep in found.sweeps:
        for width, count in sweep.parameters.items():
            if count != widths.setdefault(width, count):
                details = {"count": str(count), "expected": str(widths[width])}
                yield Breach(10, "other_parameters", key, f"width {width}", details)
    for key, (parity, _) in found.parities.items():
        if parity.status == "ok" and parity.steps != found.plan.steps:
            details = {"count": str(parity.steps), "expected": str(found.plan.steps)}
            yield Breach(10, "other_steps", key, "proof", details)


def compiled(found: Facts) -> Iterator[Breach]:
    """11: what a compiling mode compiles is named."""
    for key, (parity, _) in found.parities.items():
        if parity.status != "ok":
            continue
        if not parity.compiled_scope:
            yield Breach(11, "no_scope", key, "proof")
        elif found.campaign and key in found.campaign.eager and parity.compiled_scope == "none":
            yield Breach(11, "nothing_compiled", key, "proof")


def feeds(found: Facts) -> Iterator[Breach]:
    """12: the full profile reports data in place, the feed, and the input pipeline apart."""
    if found.campaign is None or found.campaign.profile != "full":
        return
    for one in found.timed:
        for name in ("feed", "pipeline"):
            absent = any(not getattr(visit, f"{name}_ns") for visit in one.figures.rounds)
            if absent and name not in one.figures.lacks:
                yield Breach(12, "no_feed", one.key, one.name, {"kind": name})


def variants(found: Facts) -> Iterator[Breach]:
    """13: no tuned entry stands among defaults."""
    kinds: dict[str, str] = {}
    for one in found.launches:
        assert one.record.cell is not None
        kinds.setdefault(one.record.cell.variant, one.key)
    for variant, key in kinds.items():
        if variant != found.plan.variant:
            details = {"variant": variant, "expected": found.plan.variant}
            yield Breach(13, "mixed_variants", key, "", details)


def proven(found: Facts) -> Iterator[Breach]:
    """33: what is timed was proven, within the bounds, and is what was proven."""
    for one in found.launches:
        known = found.parities.get(one.key)
        if known is None or known[0].status != "ok":
            yield Breach(33, "not_proven", one.key, one.name)
            continue
        parity = known[0]
        yield from _beyond(parity, one.key, "proof")
        if parity.callable_sha256 != one.figures.callable_sha256:
            yield Breach(33, "other_callable", one.key, one.name)
    for key, sweep in found.sweeps:
        if not sweep.step_ns:
            continue
        figure = f"{sweep.axis} {', '.join(map(str, sorted(sweep.step_ns)))}"
        proof = sweep.proof
        if sweep.axis == "batch" and key in found.parities:
            proof = found.parities[key][0]
        if proof is None or proof.status != "ok":
            yield Breach(33, "not_proven", key, figure)
            continue
        yield from _beyond(proof, key, figure)
        if proof.callable_sha256 != sweep.callable_sha256:
            yield Breach(33, "other_callable", key, figure)


def _beyond(parity: Parity, key: str, figure: str) -> Iterator[Breach]:
    for deviation in parity.worst:
        if deviation.ratio is None or deviation.ratio > 1.0:
            details = {"tensor": deviation.tensor, "ratio": f"{deviation.ratio}"}
            yield Breach(33, "out_of_bounds", key, figure, details)


def curves(found: Facts) -> Iterator[Breach]:
    """34: stepwise cells are proven teacher-forced as well as free."""
    for one in found.launches:
        known = found.parities.get(one.key)
        if known is None or known[0].status != "ok":
            continue
        parity = known[0]
        phases = {deviation.phase for deviation in parity.worst}
        wanted = {"free"} if one.figures.first_step_covers > 1 else {"free", "forced"}
        if not wanted <= phases:
            details = {"phases": ", ".join(sorted(wanted - phases))}
            yield Breach(34, "no_curve", one.key, "proof", details)


def shown(found: Facts) -> Iterator[Breach]:
    """36: the source stands beside the number."""
    for one in found.launches:
        source = found.sources.get(one.record.source, {})
        if not source.get("text"):
            yield Breach(36, "no_source", one.key, one.name)


def read_back(found: Facts) -> Iterator[Breach]:
    """21: no shown step reads the loss back, which would wait for the device."""
    for key, (_, record) in found.parities.items():
        text = str(found.sources.get(record.source, {}).get("text", ""))
        _, marker, rest = text.partition("# %% step")
        step = rest.partition("# %%")[0]
        if marker and _READ_BACK.search(step):
            yield Breach(21, "reads_back", key, "step")


RULES: dict[int, Rule] = {
    8: specification,
    9: conventions,
    10: counts,
    11: compiled,
    12: feeds,
    13: variants,
    21: read_back,
    33: proven,
    34: curves,
    36: shown,
}
