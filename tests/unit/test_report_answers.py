"""The pages of a probe run: whole, linked, escaped, in both languages."""

from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pages import Page

from isograd.claims.decide import gather, ledger
from isograd.claims.load import claims
from isograd.evidence.answers import Inquiry, inquiry
from isograd.evidence.store import Store
from isograd.probing.concepts import dictionary
from isograd.probing.load import choose
from isograd.report import write_run
from isograd.report.write import render_answers
from isograd.run.probing import Inquest, Probing

HOSTILE = "<img src=x onerror=alert(1)>"
NAMES = ("", "topic-readability.", "rosetta.", "records.", *(f"dimension-{x}." for x in "abcde"))
PAGES = ("index.html", *(f"{name}{lang}.html" for name in NAMES for lang in ("en", "zh")))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The report of a run that needs no framework, with an answer that holds markup."""
    with Store.open(tmp_path_factory.mktemp("answers") / "evidence.sqlite") as store:
        asked = choose(["readability/classes", "readability/nesting"])
        run = Probing(Inquest(asked), store).execute()
        chosen = list(claims().values())
        document = _with_markup(inquiry(store, run))
        judged = ledger(chosen, gather(store, chosen))
        return render_answers(document, judged, dictionary(), store.records(run))


def _with_markup(document: Inquiry) -> Inquiry:
    first, *rest = document.questions
    answer, *others = first.answers
    change = {
        "output": HOSTILE,
        "error": "x" * 5000,
        "runner_file": "run.py",
        "runner_code": f"# {HOSTILE}",
        "disagreement": ["yes", "no"],
        "reason_code": "raised",
        "details": {"message": HOSTILE},
    }
    changed = first.model_copy(update={"answers": [answer.model_copy(update=change), *others]})
    return document.model_copy(update={"questions": [changed, *rest]})


def test_there_is_a_page_for_each_topic_and_dimension(files: dict[str, str]) -> None:
    assert set(PAGES) == {name for name in files if name.endswith(".html")}


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_well_formed_with_links_that_lead_somewhere(
    name: str, files: dict[str, str]
) -> None:
    page = Page(files[name])
    assert [] == [value for value, n in Counter(page.values("id")).items() if n > 1]
    for value in page.values("href") + page.values("src"):
        parts = urlsplit(value)
        if parts.scheme in ("data", "https"):  # documentation of the frameworks
            continue
        assert (parts.path or name) in files, value
        if parts.fragment:
            target = Page(files[parts.path or name])
            assert parts.fragment in target.values("id"), value


@pytest.mark.parametrize("name", PAGES)
def test_what_programs_print_stays_text(name: str, files: dict[str, str]) -> None:
    page = Page(files[name])
    assert 0 == page.tags["img"]
    assert [] == [a for _, a, _ in page.attributes if a.startswith("on")]


def test_every_answer_opens_to_program_and_output(files: dict[str, str]) -> None:
    words = "".join(Page(files["topic-readability.en.html"]).text)
    assert HOSTILE in words and "run.py" in words and "judge.py" in words
    assert "1000 more characters in the record" in words


def test_the_overview_names_what_depends_on_chance_and_every_claim(files: dict[str, str]) -> None:
    page = Page(files["zh.html"])
    assert {f"claim-{name.lower()}" for name in claims()} <= set(page.values("id"))
    assert "取决于偶然的回答" in "".join(page.text)


def test_a_recorded_probe_run_is_written_as_such(tmp_path: Path) -> None:
    with Store.open(tmp_path / "evidence.sqlite") as store:
        run = Probing(Inquest(choose(["readability/classes"])), store).execute()
        index = write_run(store, run, tmp_path / "report")
    assert (index.parent / "topic-readability.zh.html").exists()
