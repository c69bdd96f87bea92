"""Tuned entries: modes as a framework's own guide makes them faster, apart from the defaults."""

from pathlib import Path
from types import ModuleType

import pytest

from isograd import registry
from isograd.errors import IsogradError, UsageError
from isograd.registry import Framework
from isograd.run.cells import select
from isograd.suite import load
from isograd_worker.adapter import apply_line

ENTRIES = [(f, entry) for f in registry.frameworks().values() for entry in f.tuned]


@pytest.mark.parametrize(
    ("framework", "entry"), ENTRIES, ids=lambda v: v.id if isinstance(v, Framework) else v.mode
)
def test_an_entry_says_what_it_sets_and_who_advises_it(
    framework: Framework, entry: registry.Tuning
) -> None:
    tuned = framework.tuned_mode(framework.mode(entry.mode))
    assert tuned is not None
    assert (entry.applied, entry.flags, entry.guide) == (tuned.applied, tuned.flags, tuned.guide)
    assert entry.applied == tuned.options["tuned"] != framework.mode(entry.mode).applied
    compile(entry.applied, framework.id, "exec")
    assert entry.guide.startswith("https://")


def test_a_mode_without_an_entry_has_no_tuned_form() -> None:
    pytorch = registry.frameworks()["pytorch"]
    assert pytorch.tuned_mode(pytorch.mode("torchscript")) is None


def test_the_variant_holds_tuned_entries_alone_and_defaults_hold_none() -> None:
    folder = load.find("digits-mlp")
    tuned = select(folder, variant="tuned", dtypes=["float32"])
    assert {(f.id, entry.mode) for f, entry in ENTRIES} == {
        (one.cell.framework, one.cell.mode) for one in tuned
    }
    assert {"tuned"} == {one.cell.variant for one in tuned}
    assert all(one.mode.flags for one in tuned)
    assert [] == [one.cell.key for one in select(folder) if one.mode.flags]


def test_a_choice_of_modes_without_any_entry_is_refused() -> None:
    with pytest.raises(UsageError, match="digits-mlp"):
        select(load.find("digits-mlp"), variant="tuned", modes=["torchscript"])


def test_an_entry_of_an_unknown_mode_is_refused(tmp_path: Path) -> None:
    text = (registry.BUILT_IN / "pytorch" / "framework.toml").read_text("utf-8")
    folder = tmp_path / "pytorch"
    folder.mkdir()
    (folder / "framework.toml").write_text(text.replace('mode = "compile"', 'mode = "fast"'))
    with pytest.raises(IsogradError, match="unknown modes: fast"):
        registry.read(folder)


def test_a_line_binds_names_in_the_source_and_sees_what_was_built() -> None:
    module = ModuleType("shown")
    module.__file__ = "shown.py"
    exec("def step(model, x):\n    return model['scale'] * x", vars(module))
    model = {"scale": 1}
    apply_line("model.update(scale=3)", module, [model])
    plain = module.step
    apply_line("step = (lambda inner: lambda *a: -inner(*a))(step)", module, [model])
    assert (3, -3) == (plain(model, 1), module.step(model, 1))
    assert not hasattr(module, "model")
