"""What pip's lines mean, and when they mean that it must stop."""

import pytest

from isograd import registry
from isograd.run.environments import limits, pip, requirements
from isograd.run.environments.pip import Event


@pytest.mark.parametrize(
    ("line", "event"),
    [
        ("Collecting jax==0.10.2", Event("collect", "jax")),
        ("Collecting nvidia-cublas==13.1.1.3.* (from torch)", Event("collect", "nvidia-cublas")),
        (
            "  Downloading torch-2.13.0-cp311-cp311-manylinux_2_28_x86_64.whl (526.6 MB)",
            Event("download", "torch-2.13.0-cp311-cp311-manylinux_2_28_x86_64.whl", 526.6),
        ),
        (
            "Downloading https://host.example/a/jax-1-py3-none-any.whl (1.5 GB)",
            Event("download", "jax-1-py3-none-any.whl", 1500.0),
        ),
        ("  Downloading six-1.17.0-py2.py3-none-any.whl (11 kB)",
         Event("download", "six-1.17.0-py2.py3-none-any.whl", 0.011)),
        ("Processing /opt/my wheels/torch-2.13.0+cu130-cp311-cp311-linux_x86_64.whl (from -r x)",
         Event("collect", "torch-2.13.0+cu130-cp311-cp311-linux_x86_64.whl")),
        ("Installing collected packages: a, b", Event("install", "a, b")),
        ("  Downloading jax-0.10.2-py3-none-any.whl.metadata (13 kB)", None),
        ("Requirement already satisfied: pip", None),
        ("Successfully installed a-1", None),
    ],
)  # fmt: skip
def test_event_of(line: str, event: Event | None) -> None:
    assert event == pip.event_of(line + "\n")


@pytest.mark.parametrize(
    "name",
    [
        "nvidia-cudnn-cu13",
        "cuda-toolkit",
        "cuda_bindings-13.5.0-cp311-cp311-manylinux_2_28_x86_64.whl",
        "triton",
        "jax-cuda13-plugin",
        "torch-2.13.0+cu130-cp311-cp311-linux_x86_64.whl",
        "torch-2.13.0%2Bcu130-cp311-cp311-linux_x86_64.whl",
    ],
)
def test_a_build_for_gpus_is_recognised(name: str) -> None:
    with pytest.raises(limits.CudaBuildError):
        limits.Guard(None, "cpu").see(Event("collect", name))
    limits.Guard(None, "cuda").see(Event("collect", name))


@pytest.mark.parametrize(
    "name",
    [
        "torch",
        "jaxlib",
        "torch-2.13.0+cpu-cp311-cp311-linux_x86_64.whl",
        "tritonclient",
        "cudatext",
    ],
)
def test_other_packages_are_not(name: str) -> None:
    limits.Guard(None, "cpu").see(Event("collect", name))


def test_a_build_for_the_cpu_is_not_taken_for_gpus() -> None:
    guard = limits.Guard(None, "cuda")
    guard.see(Event("collect", "torch"))
    with pytest.raises(limits.CpuBuildError):
        guard.see(Event("collect", "torch-2.13.0+cpu-cp311-cp311-linux_x86_64.whl"))


def test_the_sum_of_the_downloads_is_limited() -> None:
    guard = limits.Guard(100.0, "cpu")
    guard.see(Event("download", "a", 60.0))
    guard.see(Event("download", "b", 40.0))
    with pytest.raises(limits.TooLargeError) as caught:
        guard.see(Event("download", "c", 0.5))
    assert (100.5, "c") == (caught.value.megabytes, caught.value.name)


def test_pins_of_the_package_are_complete_and_agree() -> None:
    offered = [(spec.id, "cpu") for spec in registry.environments().values()]
    offered += [(spec.id, "cuda") for spec in registry.environments().values() if spec.cuda]
    for name, device in offered:
        lines = requirements.merged(name, "cuda" if device == "cuda" else "cpu")
        pinned = requirements.pinned(lines, "3.11.7")
        assert {"numpy", "threadpoolctl"} <= pinned.keys(), name
        for requirement in pinned.values():
            assert ["=="] == [part.operator for part in requirement.specifier], requirement


def test_markers_follow_the_environments_python() -> None:
    lines = ['a==1 ; python_version < "3.12"', 'a==2 ; python_version >= "3.12"', "b==1"]
    assert "==1" == str(requirements.pinned(lines, "3.11.7")["a"].specifier)
    assert "==2" == str(requirements.pinned(lines, "3.12.1")["a"].specifier)
