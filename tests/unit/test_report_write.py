"""The folder: complete, self-contained, escaped, deterministic, and polite to other files."""

import json
import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pages import Page
from report_sample import HOSTILE, sample

import isograd.i18n
import isograd.report
from isograd.errors import UsageError
from isograd.report import write as writing
from isograd.report.write import MARKER, check_target, render, write


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Error messages in English, whatever the locale."""
    monkeypatch.setenv("ISOGRAD_LANG", "en")


@cache
def files() -> dict[str, str]:
    comparison, sources, records = sample()
    return render([comparison], sources, records)


PAGES = ("index.html", "en.html", "zh.html", "records.en.html", "records.zh.html")


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_well_formed_and_identifiers_unique(name: str) -> None:
    page = Page(files()[name])
    repeated = [value for value, n in Counter(page.values("id")).items() if n > 1]
    assert [] == repeated


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere_in_the_folder(name: str) -> None:
    page = Page(files()[name])
    identifiers = {other: set(Page(files()[other]).values("id")) for other in PAGES}
    for value in page.values("href") + page.values("src"):
        parts = urlsplit(value)
        if parts.scheme == "data":
            assert "data:," == value
            continue
        assert ("", "") == (parts.scheme, parts.netloc), value
        target = parts.path or name
        assert target in files(), value
        if parts.fragment:
            assert parts.fragment in identifiers[target], value
    for attribute in ("aria-labelledby", "popovertarget"):
        for value in page.values(attribute):
            assert set(value.split()) <= identifiers[name]


def test_nothing_asks_the_network() -> None:
    for name, text in files().items():
        if name.endswith((".html", ".css", ".js")):
            outside = [
                u for u in re.findall(r"https?://[^\s\"'<)]+", text) if "www.w3.org" not in u
            ]
            assert [] == outside, name
            assert "@import" not in text and "fetch(" not in text


@pytest.mark.parametrize("name", PAGES)
def test_hostile_names_stay_text(name: str) -> None:
    page = Page(files()[name])
    assert 1 == page.tags["script"]
    assert 0 == page.tags["img"]
    assert [] == [a for _, a, _ in page.attributes if a.startswith("on")]
    if name != "index.html":
        assert HOSTILE in "".join(page.text)


def test_both_languages_hold_the_same_places() -> None:
    english, chinese = Page(files()["en.html"]), Page(files()["zh.html"])
    assert "en" in english.values("lang") and "zh-CN" in chinese.values("lang")
    assert english.values("id") == chinese.values("id")
    # Spans differ: a sentence that was recorded in English alone is marked so on the other page.
    assert {**english.tags, "span": 0} == {**chinese.tags, "span": 0}


def test_the_chinese_page_is_chinese() -> None:
    words = "".join(Page(files()["zh.html"]).text)
    for sentence in isograd.i18n.catalogue("en").items():
        key, value = sentence
        if key.startswith("report.") and "{" not in value and len(value) > 24:
            assert value not in words, key


def test_equal_input_gives_equal_bytes() -> None:
    comparison, sources, records = sample()
    assert files() == render([comparison], sources, records)


def test_figures_link_to_their_records() -> None:
    comparison, _, records = sample()
    links = {v for v in Page(files()["en.html"]).values("href") if v.startswith("records.en.html#")}
    for record in records:
        if record.kind == "measurement" and any(
            c.figures and record.id in c.evidence for c in comparison.cells
        ):
            assert f"records.en.html#r-{record.id}" in links
        stored = json.loads(files()[f"data/records/{record.id}.json"])
        assert record.model_dump() == stored


def test_several_tasks_share_a_page() -> None:
    first, sources, records = sample(spoilt=False, hostile=False)
    second, more, others = sample(task="linear-regression", hostile=False)
    made = render([first, second], {**sources, **more}, [*records, *others])
    page = Page(made["en.html"])
    assert 1 == page.tags["h1"]
    assert {"digits-mlp-parity", "linear-regression-parity"} <= set(page.values("id"))
    assert [] == [v for v, n in Counter(page.values("id")).items() if n > 1]


def test_no_comparison_is_no_report() -> None:
    with pytest.raises(ValueError, match="at least one"):
        render([], {}, [])


# --- texts and colours ----------------------------------------------------------------------


def test_texts_are_the_same_in_both_languages_and_all_used() -> None:
    folder = Path(isograd.i18n.__file__).parent
    english, chinese = (
        tomllib.loads((folder / lang / "report.toml").read_text("utf-8")) for lang in ("en", "zh")
    )
    assert list(english) == list(chinese)
    for key, value in english.items():
        fields = sorted(re.findall(r"{(\w+)}", value))
        assert fields == sorted(re.findall(r"{(\w+)}", chinese[key])), key
    here = Path(isograd.report.__file__).parent
    code = "".join(
        path.read_text("utf-8")
        for path in [*here.rglob("*.py"), *here.rglob("*.j2"), here.parent / "cli" / "report.py"]
    )
    # Keys made of a prefix and a value: status_ok, kind_loss, machine_cpu …
    families = re.compile(
        "^(status|count|kind|phase|problem|gradient|loss|scope|record|role|machine|environment"
        "|fact|state|quantity|steady|verdict)_"
    )
    code = code.replace("report.", "").replace("'", '"')
    # What a value is put behind: t("cost_heading_" ~ axis), words(f"axis_{axis}").
    prefixes = tuple(re.findall(r'"(\w+_)(?:" ~|{)', code))
    unused = [
        key
        for key in english
        if not families.match(key) and not key.startswith(prefixes) and f'"{key}"' not in code
    ]
    assert [] == unused


def _palettes() -> list[dict[str, str]]:
    css = files()["assets/report.css"]
    blocks = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    light = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", blocks[0]))
    return [light, {**light, **dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", blocks[1]))}]


def _luminance(colour: str) -> float:
    channels = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_known_pairs() -> None:
    assert 21.0 == round(contrast("#000000", "#ffffff"), 6)
    assert 4.54 == round(contrast("#767676", "#ffffff"), 2)


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_colours_reach_aa(mode: int) -> None:
    palette = _palettes()[mode]
    text = [("ink", "paper"), ("ink-2", "paper"), ("ink-2", "sheet"), ("link", "paper")]
    text += [(name, f"{name}-bg") for name in ("ok", "wrong", "trouble", "gone")]
    text += [(name, "paper") for name in ("ok", "wrong", "trouble")]
    text += [(name, "paper") for name in palette if name.startswith("tok-")]
    for front, back in text:
        assert contrast(palette[front], palette[back]) >= 4.5, (front, back)
    for name in [n for n in palette if n.startswith("series-")] + ["focus"]:
        assert contrast(palette[name], palette["paper"]) >= 3, name


# --- the folder on disk ---------------------------------------------------------------------


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace the pages by a small folder, for tests that are about the disk alone."""
    monkeypatch.setattr(
        writing, "render", lambda *_: {"index.html": "new", "assets/report.css": "new"}
    )


def put(out: Path) -> Path:
    comparison, sources, records = sample()
    return write(comparison, sources, records, out)


def tree(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_whole_report_is_written(tmp_path: Path) -> None:
    out = tmp_path / "報告 mit Leerzeichen" / "report"
    assert out / "index.html" == put(out)
    written = tree(out)
    listed = json.loads(written.pop(MARKER))["files"]
    assert files() == written
    assert sorted(written) == listed


@pytest.mark.usefixtures("quick")
def test_a_report_is_replaced_and_other_files_stay(tmp_path: Path) -> None:
    out = tmp_path / "report"
    put(out)
    old = json.loads((out / MARKER).read_text("utf-8"))
    (out / "old.html").write_text("of an earlier version", "utf-8")
    (out / MARKER).write_text(json.dumps({**old, "files": [*old["files"], "old.html"]}), "utf-8")
    (out / "notes").mkdir()
    (out / "notes" / "mine.txt").write_text("mine", "utf-8")
    (out / "index.html").write_text("stale", "utf-8")
    put(out)
    assert ["new", "mine"] == [tree(out)["index.html"], tree(out)["notes/mine.txt"]]
    assert "old.html" not in tree(out)
    assert ["report"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.usefixtures("quick")
def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "home"
    out.mkdir()
    (out / "thesis.tex").write_text("years", "utf-8")
    for attempt in (put, check_target):
        with pytest.raises(UsageError, match=r"thesis\.tex") as caught:
            attempt(out)
        assert "-o" in caught.value.hint
    assert {"thesis.tex": "years"} == tree(out)


@pytest.mark.usefixtures("quick")
def test_a_file_of_somebody_else_that_is_in_the_way_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "report"
    put(out)
    marker = json.loads((out / MARKER).read_text("utf-8"))
    marker["files"].remove("index.html")
    (out / MARKER).write_text(json.dumps(marker), "utf-8")
    with pytest.raises(UsageError, match=r"index\.html"):
        put(out)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("content", ["", "[]", "{}", '{"files": 3}', "\x00"])
def test_a_damaged_marker_is_no_licence(tmp_path: Path, content: str) -> None:
    out = tmp_path / "report"
    out.mkdir()
    (out / MARKER).write_text(content, "utf-8")
    with pytest.raises(UsageError):
        put(out)


@pytest.mark.usefixtures("quick")
def test_an_empty_folder_and_a_link_to_one_are_filled(tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    link = tmp_path / "link"
    link.symlink_to(real)
    put(link)
    assert link.is_symlink()
    assert "new" == (real / "index.html").read_text("utf-8")


@pytest.mark.usefixtures("quick")
def test_a_file_is_no_folder(tmp_path: Path) -> None:
    out = tmp_path / "report"
    out.write_text("a file", "utf-8")
    with pytest.raises(UsageError, match="not a folder"):
        put(out)
    with pytest.raises(UsageError, match="cannot write"):
        put(out / "below")


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("before", [True, False], ids=["over a report", "fresh"])
def test_a_disk_that_fills_up_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: bool
) -> None:
    out = tmp_path / "report"
    if before:
        put(out)
    was = tree(out) if before else {}
    honest = Path.write_text

    def full(path: Path, *args: str) -> int:
        if path.name == "report.css":
            raise OSError(28, "No space left on device")
        return honest(path, *args)

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(UsageError, match="No space left on device"):
        put(out)
    assert was == (tree(out) if before else {})
    assert (["report"] if before else []) == [path.name for path in tmp_path.iterdir()]


@pytest.mark.usefixtures("quick")
def test_a_replacement_that_fails_brings_the_old_report_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "report"
    put(out)
    was = tree(out)
    honest = Path.rename

    def fails(path: Path, target: Path) -> Path:
        if target == out and "-old-" not in path.name:
            raise OSError(16, "Device or resource busy")
        return honest(path, target)

    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(UsageError, match="busy"):
        put(out)
    assert was == tree(out)
    assert ["report"] == [path.name for path in tmp_path.iterdir()]


def test_check_target_leaves_nothing(tmp_path: Path) -> None:
    check_target(tmp_path / "new" / "report")
    assert [] == [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not (tmp_path / "new" / "report").exists()
