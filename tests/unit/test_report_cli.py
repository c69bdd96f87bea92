"""`isograd report` on a small recorded run."""

import sys
from pathlib import Path

import pytest
from evidence_sample import fill

from isograd import i18n
from isograd.cli import main
from isograd.evidence.store import Store


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A data folder of our own, and a working folder with a space in its name."""
    work = tmp_path / "工作 folder"
    work.mkdir()
    monkeypatch.setenv("ISOGRAD_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ISOGRAD_LANG", "en")
    monkeypatch.chdir(work)
    # --lang must not outlive its test: all of them run in one process.
    monkeypatch.setattr(i18n, "_chosen", None)


def isograd(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Exit code of one command."""
    monkeypatch.setattr(sys, "argv", ["isograd", *arguments])
    with pytest.raises(SystemExit) as caught:
        main()
    assert isinstance(caught.value.code, int)
    return caught.value.code


def test_the_newest_run_is_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with Store.open() as store:
        run, records = fill(store)
    assert 0 == isograd(monkeypatch, "report")
    said = capsys.readouterr()
    index = Path.cwd() / "isograd-report" / "index.html"
    assert ("", f"Report: {index}\n") == (said.out, said.err)
    page = (index.parent / "en.html").read_text("utf-8")
    assert run in page
    # Of two cells one is proven; the other was not reached.
    assert "1 of 2 cells compute the same thing." in page
    assert "The run ended before this cell." in page
    # Bytes of the source that were no text neither stop the report nor reach it.
    assert "\ufffd" in page
    for record in records:
        assert (index.parent / "data" / "records" / f"{record.id}.json").is_file()


def test_a_report_is_written_again_over_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open() as store:
        run, _ = fill(store)
        store.finish(run, "complete")
    for _ in range(2):
        assert 0 == isograd(monkeypatch, "report", run[:12], "-o", "a/b")
    assert ["b"] == [path.name for path in Path("a").iterdir()]


def test_an_unknown_run_is_a_usage_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with Store.open() as store:
        fill(store)
    assert 2 == isograd(monkeypatch, "report", "nothing-like-it")
    assert "nothing-like-it" in capsys.readouterr().err
    assert [] == list(Path.cwd().iterdir())


def test_a_folder_of_somebody_else_is_a_usage_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with Store.open() as store:
        fill(store)
    Path("thesis").mkdir()
    Path("thesis/main.tex").write_text("years", "utf-8")
    assert 2 == isograd(monkeypatch, "--lang", "zh", "report", "-o", "thesis")
    said = capsys.readouterr().err
    assert "main.tex" in said and "怎么办：请用 -o DIR 指定另一个文件夹" in said
    assert "years" == Path("thesis/main.tex").read_text("utf-8")


@pytest.mark.parametrize(("code", "lines"), [(0, 1), (1, 2)], ids=["opens", "does not"])
def test_open_asks_for_a_browser(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], code: int, lines: int
) -> None:
    asked: list[str] = []

    def launch(url: str) -> int:
        asked.append(url)
        return code

    monkeypatch.setattr("click.launch", launch)
    with Store.open() as store:
        fill(store)
    assert 0 == isograd(monkeypatch, "report", "--open")
    assert [(Path.cwd() / "isograd-report" / "index.html").as_uri()] == asked
    assert lines == len(capsys.readouterr().err.splitlines())
