"""The command line itself: help, languages, start-up, wrong use, faults of isograd, the wheel."""

import json
import os
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
import shell as user
from click.testing import CliRunner
from shell import Shell

import isograd
from isograd import cli
from isograd.suite import load

PACKAGE = Path(isograd.__file__).parent
COMMANDS = (
    *((verb,) for verb in cli.VERBS),
    *(("task", name) for name in ("list", "show", "verify", "new")),
    *(("runs", name) for name in ("list", "show", "export", "import", "delete")),
    *(("env", n) for n in ("list", "create", "check", "use", "download", "size", "remove")),
)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path, user.private(tmp_path))


@pytest.mark.parametrize("command", [(), *COMMANDS], ids=" ".join)
def test_every_command_explains_itself_in_both_languages(
    shell: Shell, command: tuple[str, ...]
) -> None:
    out, err = shell.run(*command, "--help")
    assert ("", "Usage: isograd") == (err, out[:14])
    out, err = shell.run(*command, "-h", "--lang", "zh")
    assert ("", "用法： isograd") == (err, out[:11])
    # Every sentence is Chinese: what is left in English are names, options and values.
    said = re.sub(
        r"`[^`]*`|\[[^\]]*\]|^ *(bash|zsh|fish) .*", "", out.partition("\n")[2], flags=re.M
    )
    assert [] == re.findall(r"[a-z]+(?: [a-z]+){2,}", said)


def test_the_locale_chooses_the_language(shell: Shell) -> None:
    shell.variables.pop("ISOGRAD_LANG")
    assert shell.run("--help", LANG="zh_CN.UTF-8")[0].startswith("用法")
    assert shell.run("--help", LANG="de_DE.UTF-8")[0].startswith("Usage")
    assert shell.run("--help", LANG="zh_CN.UTF-8", ISOGRAD_LANG="en")[0].startswith("Usage")
    assert shell.run("--help", "--lang", "en", LANG="zh_CN.UTF-8")[0].startswith("Usage")


@pytest.mark.parametrize(
    ("arguments", "english", "chinese"),
    [
        (["compar"], "unknown command 'compar'; did you mean 'compare'?", "您是否指“compare”？"),
        (["task", "lst"], "unknown command 'lst'; did you mean 'list'?", "您是否指“list”？"),
        (["env", "creat"], "unknown command 'creat'; did you mean 'create'?", "未知的命令“creat”"),
        (["compare"], "Missing argument 'TASK'.", "缺少参数 'TASK'"),
        (["compare", "x", "--bogus"], "No such option '--bogus'", "没有选项“--bogus”"),
        (["compare", "x", "--jobs", "0"], "0 is not in the range x>=1", "0 不在范围 x>=1 内"),
        (["compare", "x", "--jobs", "two"], "'two' is not a valid integer", "“two”不是有效的"),
        (["compare", "x", "y"], "Got unexpected extra argument (y)", "多余的参数（y）"),
        (["compare", "x", "--device", "tpu"], "'tpu' is not one of", "“tpu”不在"),
        (["compare", "x", "--modes"], "Option '--modes' requires an argument", "需要一个值"),
        (["completion", "powershell"], "'powershell' is not one of", "“powershell”不在"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_use(shell: Shell, arguments: list[str], english: str, chinese: str) -> None:
    said = shell.refused(2, *arguments)
    assert said[-1].startswith("Error: ")
    assert english in said[-1]
    said = shell.refused(2, *arguments, "--lang", "zh")
    assert said[-1].startswith("错误：")
    assert chinese in said[-1]


def test_a_command_may_be_named_like_a_language(shell: Shell) -> None:
    _, err = shell.run("task", "new", "zh")
    assert err.startswith("Made zh.")


def test_the_version(shell: Shell) -> None:
    assert (f"isograd {isograd.__version__}\n", "") == shell.run("--version")


# --- start-up -----------------------------------------------------------------------------------


def test_help_starts_in_under_0_3_s_over_bare_python() -> None:
    commands = {
        "bare": [sys.executable, "-c", "pass"],
        "help": [sys.executable, "-m", "isograd", "--help"],
    }
    samples: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(7):
        for name, command in commands.items():  # interleaved: whatever disturbs, disturbs both
            began = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            samples[name].append(time.perf_counter() - began)
    # The least of each: a busy machine only ever adds.
    assert min(samples["help"]) - min(samples["bare"]) < 0.3, samples


# --- faults -------------------------------------------------------------------------------------


def test_a_fault_of_isograd_ends_in_1_and_debug_shows_its_traceback(shell: Shell) -> None:
    (shell.root / "sitecustomize.py").write_text(
        "import isograd.suite.load as load\n"
        "def names():\n    raise RuntimeError('out of names')\n"
        "load.names = names\n"
    )
    broken = {"PYTHONPATH": str(shell.root)}
    [said] = shell.refused(1, "task", "list", **broken)
    assert "isograd itself failed (RuntimeError: out of names)" in said
    assert "--debug" in said
    [said] = shell.refused(1, "task", "list", "--lang", "zh", **broken)
    assert "isograd 自身出错（RuntimeError：out of names）" in said
    process = shell.start("task", "list", "--debug", **broken)
    _, err = process.communicate(timeout=60)
    assert 1 == process.returncode
    assert "Traceback (most recent call last)" in err
    assert "RuntimeError: out of names" in err.splitlines()


def test_debug_shows_the_traceback_of_a_refusal_too_and_keeps_its_code(shell: Shell) -> None:
    process = shell.start("--debug", "task", "show", "nonesuch")
    _, err = process.communicate(timeout=60)
    assert 2 == process.returncode
    assert "Traceback (most recent call last)" in err
    assert "unknown task 'nonesuch'" in err


@pytest.mark.parametrize("variable", ["ISOGRAD_DATA", "HOME"])
def test_a_read_only_home(shell: Shell, variable: str) -> None:
    """Below a regular file no folder can be made, whoever runs this."""
    (shell.root / "file").write_text("")
    shell.variables.pop("ISOGRAD_DATA")
    unset = {"XDG_DATA_HOME": "", "XDG_CACHE_HOME": ""}
    where = {**unset, variable: str(shell.root / "file" / "home")}
    out, _ = shell.run("task", "list", code=0, **where)  # reads only
    assert "digits-mlp" in out
    said, hint = shell.refused(2, "runs", "list", **where)
    assert f"Error: cannot write to {shell.root / 'file' / 'home'}" in said
    assert "What to do: set ISOGRAD_DATA to a folder that you can write to" == hint
    said, hint = shell.refused(2, "compare", "linear-regression", "--lang", "zh", **where)
    assert "错误：无法写入 " in said
    assert "怎么办：请把 ISOGRAD_DATA 设为可以写入的文件夹" == hint


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_goes_away_is_no_fault(shell: Shell, unbuffered: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "isograd", "task", "list"],
        stdout=writer,
        stderr=subprocess.PIPE,
        env={**shell.variables, "PYTHONUNBUFFERED": unbuffered},
        timeout=60,
    )
    os.close(writer)
    assert (0, b"") == (done.returncode, done.stderr)


# --- what is shipped ----------------------------------------------------------------------------


def test_the_wheel_alone_suffices(tmp_path: Path) -> None:
    root = PACKAGE.parents[1]
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", tmp_path, root],
        check=True,
        capture_output=True,
        timeout=120,
    )
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
        archive.extractall(tmp_path / "installed")
    kept = {
        str(path.relative_to(PACKAGE.parent))
        for name in ("isograd", "isograd_worker")
        for path in (PACKAGE.parent / name).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert kept == {name for name in packed if ".dist-info/" not in name}
    kinds = {
        "isograd/tasks/digits-mlp/digits.npz",
        "isograd/frameworks/jax/worker/adapter.py",
        "isograd/i18n/zh/click.toml",
        "isograd/schemas/compare.v1.json",
        "isograd_worker/serve.py",
    }
    assert kinds <= packed

    environment = user.private(tmp_path) | {"PYTHONPATH": str(tmp_path / "installed")}
    place = tmp_path / "elsewhere"
    place.mkdir()

    def installed(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "isograd", *arguments],
            cwd=place,
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert 0 == done.returncode, done.stderr
        return done.stdout

    where = subprocess.run(
        [sys.executable, "-c", "import isograd; print(isograd.__file__)"],
        env=environment,
        cwd=place,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    assert str(tmp_path / "installed" / "isograd" / "__init__.py") == where
    names = [task["id"] for task in json.loads(installed("task", "list", "--json"))["tasks"]]
    assert load.names() == names
    installed("task", "new", "my-task")
    installed("task", "verify", "my-task", "--spec-only")
    installed("env", "list")


def test_completion_offers_the_verbs() -> None:
    result = CliRunner().invoke(
        cli.cli, [], prog_name="isograd", env={"_ISOGRAD_COMPLETE": "bash_source"}
    )
    assert "_ISOGRAD_COMPLETE=bash_complete" in result.output
