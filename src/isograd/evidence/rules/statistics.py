"""Rules 26 to 31: the unit of inference, A/A, outliers, and the plan that was declared."""

from collections.abc import Iterator

from isograd.evidence.campaign import TWIN
from isograd.evidence.content import canonical, digest
from isograd.evidence.rules.facts import Breach, Facts, Rule


def units(found: Facts) -> Iterator[Breach]:
    """26: no launch stands for two: each wave holds one of a cell, and waves follow one another."""
    for (threads, group, wave), fleet in found.fleets():
        figure = f"wave {wave}, group {group}, threads {threads}"
        names = [one.figures.label or one.key for one in fleet]
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield Breach(26, "launch_twice", name, figure)


def twins(found: Facts) -> Iterator[Breach]:
    """28: every wave holds the reference twice, under two names."""
    if found.campaign is None or found.campaign.reference in found.failed:
        return
    for (threads, group, wave), fleet in found.fleets():
        names = {one.figures.label or one.key for one in fleet}
        figure = f"wave {wave}, group {group}, threads {threads}"
        if TWIN not in names or found.campaign.reference not in names:
            yield Breach(28, "no_twin", found.campaign.reference, figure)


def outliers(found: Facts) -> Iterator[Breach]:
    """29: every step that the plan asks for left its sample."""
    plan = found.campaign
    if plan is None:
        return
    for one in found.timed:
        wanted = plan.steps.get(one.key, {}).get("latency")
        for number, visit in enumerate(one.figures.rounds):
            made = 1 if one.figures.first_step_covers > 1 else wanted
            if len(visit.step_ns) != made:
                details = {
                    "count": str(len(visit.step_ns)),
                    "expected": str(made),
                    "round": str(number + 1),
                }
                yield Breach(29, "samples_missing", one.key, one.name, details)
                break


def declared(found: Facts) -> Iterator[Breach]:
    """31: the plan is the one that was hashed before the first sample, and it was kept."""
    plan, planned = found.campaign, found.planned
    if plan is None or planned is None:
        if found.timed:
            yield Breach(31, "no_plan", figure="plan")
        return
    if digest(canonical(planned.payload["plan"])) != planned.payload.get("sha256"):
        yield Breach(31, "changed_plan", figure="plan")
    for one in found.timed:
        if one.record.created < planned.created:
            yield Breach(31, "sample_before_plan", one.key, one.name)
        if len(one.figures.rounds) != plan.rounds:
            details = {"count": str(len(one.figures.rounds)), "expected": str(plan.rounds)}
            yield Breach(31, "other_rounds", one.key, one.name, details)
    least, most = plan.launches
    numbers: dict[tuple[int, int], set[int]] = {}
    for (threads, group, wave), _ in found.fleets():
        numbers.setdefault((threads, group), set()).add(wave)
    for (threads, group), waves in numbers.items():
        figure = f"group {group}, threads {threads}"
        if waves != set(range(1, max(waves) + 1)) or max(waves) > most:
            details = {"waves": ", ".join(map(str, sorted(waves))), "most": str(most)}
            yield Breach(31, "chosen_waves", figure=figure, details=details)
        elif (
            found.info.state == "complete"
            and max(waves) < least
            and not found.failed.issuperset(plan.groups[group])
        ):
            details = {"waves": str(max(waves)), "least": str(least)}
            yield Breach(31, "too_few_waves", figure=figure, details=details)


RULES: dict[int, Rule] = {26: units, 28: twins, 29: outliers, 31: declared}
