"""Making, finding, checking and removing environments, with wheels made here and no network."""

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

from isograd import registry
from isograd.errors import EnvironmentSetupError, IsogradError
from isograd.run import environments
from isograd.run.environments import (
    holders,
    interpreters,
    limits,
    locate,
    manage,
    offline,
    pip,
    probe,
    records,
)

sys.path.insert(0, str(Path(__file__).parent))
from environment_sample import framework, pip_variables, wheel

PINS = "isotiny == 1.0  # the framework\nisodep==2.0\n"


class World:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.frameworks = root / "frameworks"
        self.wheels = root / "wheels 轮子"
        self.seen: list[environments.Progress] = []

    def folders(self) -> list[Path]:
        return [folder for folder, _ in locate.folders()]


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Two frameworks in one environment; every path has a space and Chinese characters."""
    world = World(tmp_path / "数据 é")
    wheel(world.wheels, "isotiny", "1.0", requires="isodep")
    wheel(world.wheels, "isodep", "2.0")
    wheel(world.wheels, "isomate", "3.0")
    wheel(world.wheels, "numpy", "2.0")
    framework(world.frameworks, "tiny", "isotiny", PINS)
    framework(world.frameworks, "mate", "isomate", "isomate==3.0\n", 'installs_into = ["tiny"]')
    for name, value in pip_variables(world.wheels).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("ISOGRAD_CACHE", str(world.root / "cache"))
    monkeypatch.setenv("ISOGRAD_DATA", str(world.root / "data"))
    monkeypatch.setenv("ISOGRAD_LANG", "en")
    monkeypatch.setattr(registry, "BUILT_IN", world.frameworks)
    monkeypatch.setattr(registry, "_outside", list)
    registry.frameworks.cache_clear()
    registry.environments.cache_clear()
    yield world
    registry.frameworks.cache_clear()
    registry.environments.cache_clear()


@pytest.fixture
def quick_venv(monkeypatch: pytest.MonkeyPatch) -> None:
    """A virtual environment that borrows this one's pip, which saves most of its time."""

    def venv(interpreter: interpreters.Interpreter, folder: Path) -> None:
        command = [str(interpreter.path), "-m", "venv", "--without-pip", str(folder)]
        subprocess.run(command, check=True)
        [packages] = folder.glob("lib/*/site-packages")
        (packages / "pip").symlink_to(str(metadata.distribution("pip").locate_file("pip")))

    monkeypatch.setattr(interpreters, "make_venv", venv)


@pytest.fixture
def no_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    """A virtual environment in no time, and an installation that does nothing."""

    def venv(interpreter: interpreters.Interpreter, folder: Path) -> None:
        (folder / "bin").mkdir(parents=True)
        locate.python_of(folder).symlink_to(sys.executable)

    monkeypatch.setattr(interpreters, "make_venv", venv)
    monkeypatch.setattr(pip, "run", lambda *arguments, **options: None)


def test_the_life_of_an_environment(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert environments.find("tiny") is None
    [planned] = environments.plan(["tiny"])
    assert (planned.state, planned.download_mb, planned.disk_mb) == ("missing", 1, 30)

    made = environments.create("tiny", progress=world.seen.append)
    assert planned.path == made.path
    assert made == environments.find("tiny")
    assert {"isotiny": "1.0", "isodep": "2.0", "isomate": "3.0"}.items() <= made.versions.items()
    assert ["venv", "finish"] == [world.seen[0].phase, world.seen[-1].phase]
    assert sorted(p.fraction for p in world.seen) == [p.fraction for p in world.seen]
    marker = json.loads((made.path / records.MARKER).read_text("utf-8"))
    assert made.requirements_sha256 == marker["requirements_sha256"]
    assert made.path.name.endswith(made.requirements_sha256[:12])
    assert marker["bytes"] == pytest.approx(locate.bytes_of(made.path), rel=0.01)
    assert not (made.path / "tmp").exists()

    # Used again without pip, and ready in every account of it.
    monkeypatch.setattr(pip, "run", None)
    assert made == environments.create("tiny")
    assert environments.plan(["tiny"])[0].state == "ready"
    assert [("tiny", False)] == [(row.id, row.stale) for row in manage.sizes()]
    [row] = manage.listed(["tiny"])
    assert (["tiny", "mate"], "ready", 0) == (row.frameworks, row.state, row.download_mb)

    checked = manage.check("tiny")
    assert checked.ok, checked
    assert [("tiny", "1.0"), ("mate", "3.0")] == [
        (come.framework, come.version) for come in checked.frameworks
    ]

    # What is installed no longer agrees with the pins; then one import is broken.
    [installed] = made.path.glob("lib/*/site-packages")
    (installed / "isodep-2.0.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: isodep\nVersion: 2.1\n"
    )
    [drift] = manage.check("tiny").drift
    assert ("isodep", "==2.0", "2.1") == (drift.package, drift.pinned, drift.installed)
    (installed / "isotiny.py").write_text("raise RuntimeError('no such CPU')\n")
    checked = manage.check("tiny")
    assert not checked.ok
    assert "RuntimeError: no such CPU" == checked.frameworks[0].error
    (installed / "isotiny.py").write_text("import time; time.sleep(60)\n")
    assert "longer than 1 s" in manage.check("tiny", timeout=1).frameworks[0].error

    # Its base interpreter goes: broken, never found, made anew by the next create.
    locate.python_of(made.path).unlink()
    assert environments.find("tiny") is None
    assert environments.plan(["tiny"])[0].state == "broken"
    assert not manage.check("tiny").ok
    assert [made.path] == locate.stale()

    assert manage.remove(made.path) > 0
    assert [] == world.folders()


@pytest.fixture
def layers(world: World) -> None:
    """An extra of the environment, and an environment that belongs to no framework."""
    file = world.frameworks / "tiny" / "framework.toml"
    extra = '[[environment.extras]]\nid = "more"\ndownload_mb = 1\ndisk_mb = 20\nseconds = 2\n\n'
    file.write_text(file.read_text("utf-8").replace("[[modes]]", extra + "[[modes]]"), "utf-8")
    # It asks for another version of what the base has, which stays as it is.
    wheel(world.wheels, "isoextra", "4.0", requires="isodep==9.0")
    pins = world.frameworks / "tiny" / "requirements" / "extra-more.txt"
    pins.write_text("isoextra==4.0\n", "utf-8")
    apart = world.root / "environments" / "apart"
    (apart / "requirements").mkdir(parents=True)
    cost = "download_mb = 1\ndisk_mb = 20\nseconds = 2\n"
    sheet = f'id = "apart"\npython = ">=3.11"\nimports = ["isodep"]\n{cost}'
    (apart / "environment.toml").write_text(sheet, "utf-8")
    (apart / "requirements" / "cpu.txt").write_text("isodep==2.0\n", "utf-8")
    registry.frameworks.cache_clear()
    registry.environments.cache_clear()


@pytest.mark.usefixtures("layers", "quick_venv")
def test_an_extra_lies_over_the_environment_and_leaves_it_as_it_is(world: World) -> None:
    assert ["tiny", "tiny+more", "apart"] == list(registry.all_environments())
    with pytest.raises(EnvironmentSetupError, match="lies over") as error:
        environments.create("tiny+more")
    assert "isograd env create tiny" in str(error.value.hint)
    base = environments.create("tiny")
    before = sorted(path.name for path in locate.packages_of(base.path).iterdir())
    made = environments.create("tiny+more")
    assert {"isotiny": "1.0", "isodep": "2.0", "isoextra": "4.0"}.items() <= made.versions.items()
    assert before == sorted(path.name for path in locate.packages_of(base.path).iterdir())
    assert "isoextra" not in probe.versions(base.python)
    assert made == environments.find("tiny+more")
    checked = manage.check("tiny+more")
    assert checked.ok, checked
    assert ["tiny", "mate"] == [come.framework for come in checked.frameworks]
    manage.remove(base.path)
    assert "broken" == environments.plan(["tiny+more"])[0].state
    assert environments.find("tiny+more") is None
    assert [made.path] == locate.stale()


@pytest.mark.usefixtures("layers", "quick_venv")
def test_an_environment_of_no_framework(world: World) -> None:
    made = environments.create("apart")
    assert made == environments.find("apart")
    checked = manage.check("apart")
    assert checked.ok, checked
    assert [("", "isodep")] == [(come.framework, come.package) for come in checked.frameworks]
    assert [] == manage.listed(["apart"])[0].frameworks


@pytest.mark.usefixtures("layers", "no_pip")
def test_nothing_is_laid_over_an_environment_of_the_users_own(world: World) -> None:
    made = environments.create("tiny")
    record = records.UserRecord(python=made.python, versions={}, recorded=records.now())
    records.write_user(records.UserRecords(environments={"tiny": {"cpu": record}}))
    with pytest.raises(EnvironmentSetupError, match="environment of your own"):
        environments.create("tiny+more")


@pytest.mark.usefixtures("no_pip")
def test_an_unfinished_folder_is_made_anew(world: World) -> None:
    [planned] = environments.plan(["tiny"])
    planned.path.mkdir(parents=True)
    (planned.path / "half").write_text("")
    (planned.path / records.MARKER).write_text('{"version": 1, "id": "ti')
    assert environments.plan(["tiny"])[0].state == "interrupted"
    assert environments.find("tiny") is None
    assert [planned.path] == locate.stale()
    made = environments.create("tiny")
    assert made.path == planned.path
    assert not (made.path / "half").exists()


@pytest.mark.usefixtures("no_pip")
def test_a_process_left_behind_is_ended_before_its_folder_is_made_anew(world: World) -> None:
    [planned] = environments.plan(["tiny"])
    python = locate.python_of(planned.path)
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    left = subprocess.Popen([python, "-c", "import time; time.sleep(60)"])
    try:
        environments.create("tiny")
        assert left.poll() is not None
    finally:
        left.kill()
        left.wait()


@pytest.mark.usefixtures("no_pip")
def test_other_pins_are_another_environment(world: World) -> None:
    first = environments.create("tiny")
    pins = world.frameworks / "tiny" / "requirements" / "cpu.txt"
    pins.write_text("# a comment, another order and case change nothing\nISOdep==2.0\nisotiny==1.0")
    assert first == environments.find("tiny")
    pins.write_text(PINS.replace("2.0", "2.1"))
    assert environments.find("tiny") is None
    assert [first.path] == locate.stale()


def test_pins_that_contradict_name_both_files(world: World) -> None:
    mate = world.frameworks / "mate" / "requirements" / "cpu.txt"
    mate.write_text("isomate==3.0\nisodep==2.5\n")
    with pytest.raises(IsogradError) as caught:
        environments.plan(["tiny"])
    assert "isodep==2.0" in str(caught.value)
    assert f"isodep==2.5 in {mate}" in str(caught.value)


def test_pip_options_in_pins_are_refused(world: World) -> None:
    pins = world.frameworks / "tiny" / "requirements" / "cpu.txt"
    pins.write_text("--index-url https://elsewhere.example.org\n")
    with pytest.raises(IsogradError, match=r"cpu\.txt:1"):
        environments.plan(["tiny"])


@pytest.mark.usefixtures("quick_venv")
def test_a_failing_pip_leaves_nothing_and_is_quoted(world: World) -> None:
    (world.frameworks / "tiny" / "requirements" / "cpu.txt").write_text("isoabsent==9.9\n")
    with pytest.raises(EnvironmentSetupError) as caught:
        environments.create("tiny")
    assert "isoabsent==9.9" in str(caught.value)
    assert "nothing half-made was kept" in caught.value.hint
    assert [] == world.folders()


@pytest.mark.usefixtures("quick_venv")
def test_a_build_for_gpus_is_stopped_and_the_index_offered(world: World) -> None:
    wheel(world.wheels, "isotiny", "1.0", requires="nvidia-tiny")
    wheel(world.wheels, "nvidia_tiny", "1.0")
    with pytest.raises(limits.UnaskedDownloadError) as caught:
        environments.create("tiny")
    assert "https://index.example.org/cpu" == caught.value.index
    assert "nvidia_tiny" in str(caught.value)
    assert "--framework-index" in caught.value.hint
    with pytest.raises(limits.UnaskedDownloadError) as caught:
        environments.create("tiny", framework_index=True)  # where it is not reached
    assert "" == caught.value.index
    assert "was not reached or has no such build" in caught.value.hint
    assert [] == world.folders()


def test_the_framework_index_is_used_only_when_asked_for(
    world: World, no_pip: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[list[str]] = []
    monkeypatch.setattr(pip, "run", lambda python, arguments, **rest: given.append(arguments))
    environments.create("tiny")
    environments.create("tiny", rebuild=True, framework_index=True)
    assert [False, True] == ["https://index.example.org/cpu" in one for one in given]


def test_too_little_space_is_told_before_anything_is_made(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = type("Usage", (), {"free": 30_000_000})
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    with pytest.raises(EnvironmentSetupError, match=r"needs about 31 MB, and .* has 30 MB left"):
        environments.create("tiny")
    assert [] == world.folders()


@pytest.mark.parametrize("where", ["system", "pip"])
def test_a_disk_that_fills_up_leaves_no_half_environment(
    world: World, no_pip: None, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def full(*arguments: object, **options: object) -> None:
        if where == "system":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        raise pip.failure(["ERROR: Could not install packages due to an OSError: [Errno 28]"])

    monkeypatch.setattr(pip, "run", full)
    with pytest.raises(EnvironmentSetupError, match="the disk is full"):
        environments.create("tiny")
    assert [] == world.folders()


@pytest.mark.usefixtures("quick_venv")
def test_a_dead_network_is_called_that(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "0")
    monkeypatch.setenv("PIP_FIND_LINKS", "")
    monkeypatch.setenv("PIP_RETRIES", "1")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    with pytest.raises(EnvironmentSetupError) as caught:
        environments.create("tiny")
    assert "the package index was not reached" in caught.value.hint
    assert [] == world.folders()


@pytest.mark.usefixtures("quick_venv")
def test_wheels_carried_to_a_machine_without_a_network(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried = world.root / "carried 带走"
    manifest = offline.download(carried, ["tiny"], progress=world.seen.append)
    assert {
        f"{name}-py3-none-any.whl" for name in ("isotiny-1.0", "isodep-2.0", "isomate-3.0")
    } == (set(manifest.files))
    assert "finish" == world.seen[-1].phase
    assert sorted([*manifest.files, offline.MANIFEST]) == sorted(
        path.name for path in carried.iterdir()
    )

    monkeypatch.setenv("PIP_FIND_LINKS", "")
    made = environments.create("tiny", source=carried)
    assert "1.0" == made.versions["isotiny"]

    offline._verify_files.cache_clear()
    (carried / "isodep-2.0-py3-none-any.whl").write_bytes(b"damaged")
    with pytest.raises(EnvironmentSetupError, match="not the file that was downloaded"):
        environments.create("tiny", source=carried, rebuild=True)
    assert made == environments.find("tiny")  # what was there is kept
    (world.frameworks / "tiny" / "requirements" / "cpu.txt").write_text("isotiny==1.0\n")
    with pytest.raises(EnvironmentSetupError, match="another version of isograd"):
        environments.create("tiny", source=carried)
    with pytest.raises(EnvironmentSetupError, match="there is no folder"):
        environments.create("tiny", source=world.root / "nowhere")


@pytest.mark.usefixtures("quick_venv")
def test_an_environment_of_the_users_own(world: World) -> None:
    theirs = world.root / "their venv"
    interpreters.make_venv(interpreters.own(), theirs)
    with pytest.raises(EnvironmentSetupError, match="`import numpy` failed"):
        manage.use("tiny", theirs)
    python = locate.python_of(theirs)
    command = [str(python), "-m", "pip", "install", "-q", "isotiny==1.0", "numpy"]
    subprocess.run(command, check=True)
    used = manage.use("tiny", theirs)
    assert ("user", python, "1.0") == (used.origin, used.python, used.versions["isotiny"])
    assert used == manage.use("tiny", python)  # its interpreter names it as well
    assert used == environments.find("tiny")
    assert used == environments.create("tiny")
    [planned] = environments.plan(["tiny"])
    assert ("ready", "user", 0) == (planned.state, planned.origin, planned.download_mb)
    assert [] == manage.check("tiny").drift  # it is theirs: no pins to differ from

    python.unlink()
    assert environments.find("tiny") is None  # and nothing takes its place silently
    with pytest.raises(EnvironmentSetupError, match="is gone"):
        environments.create("tiny")
    assert manage.reset("tiny")
    assert not manage.reset("tiny")
    assert environments.plan(["tiny"])[0].state == "missing"


@pytest.mark.usefixtures("quick_venv")
def test_a_device_without_pins_is_left_to_the_users_own(world: World) -> None:
    assert environments.find("tiny", "cuda") is None
    assert "not-offered" == environments.plan(["tiny"], "cuda")[0].state
    with pytest.raises(EnvironmentSetupError, match="is not offered for cuda") as caught:
        environments.create("tiny", "cuda")
    assert "isograd env use tiny PATH --device cuda" in caught.value.hint
    theirs = environments.create("tiny")
    python = str(theirs.python)
    subprocess.run([python, "-m", "pip", "install", "-q", "numpy"], check=True)
    used = manage.use("tiny", theirs.path, "cuda")
    assert used == environments.find("tiny", "cuda")
    assert theirs == environments.find("tiny")


def test_a_damaged_record_is_told(world: World) -> None:
    (world.root / "data").mkdir(parents=True)
    (world.root / "data" / records.USER_FILE).write_text("[]")
    with pytest.raises(EnvironmentSetupError, match="does not hold the environments"):
        environments.find("tiny")


def test_a_python_that_will_not_do_is_found_before_any_download(
    world: World, no_pip: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    toml = world.frameworks / "tiny" / "framework.toml"
    toml.write_text(toml.read_text("utf-8").replace(">=3.11", "<3.11"), "utf-8")
    registry.frameworks.cache_clear()
    registry.environments.cache_clear()
    here = ".".join(map(str, sys.version_info[:3]))
    monkeypatch.setattr(interpreters, "serving", lambda spec: ["/opt/python3.10"])
    with pytest.raises(EnvironmentSetupError, match=f"needs Python <3.11; this is Python {here}"):
        environments.create("tiny")
    monkeypatch.setattr(interpreters, "serving", lambda spec: [])
    with pytest.raises(EnvironmentSetupError) as caught:
        environments.create("tiny")
    assert "install a Python <3.11" in caught.value.hint
    with pytest.raises(EnvironmentSetupError, match="does not start as a Python"):
        environments.create("tiny", python=Path("/bin/false"))
    assert [] == world.folders()


@pytest.mark.usefixtures("no_pip")
def test_an_environment_in_use_is_not_removed(world: World) -> None:
    made = environments.create("tiny")
    worker = subprocess.Popen([made.python, "-c", "import time; time.sleep(60)"])
    try:
        with pytest.raises(EnvironmentSetupError, match=f"process {worker.pid} runs out of"):
            manage.remove(made.path)
    finally:
        worker.kill()
        worker.wait()
    with holders.locked(made.path, waiting=lambda: None):
        with pytest.raises(EnvironmentSetupError, match="another process is making"):
            manage.remove(made.path)
    assert made == environments.find("tiny")
