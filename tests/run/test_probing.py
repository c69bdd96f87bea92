"""Questions put to real workers: this interpreter, since these programs need NumPy alone."""

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from isograd import registry
from isograd.evidence.answers import Attempt, inquiry
from isograd.evidence.store import Store
from isograd.probing import load
from isograd.probing.load import Place, Question
from isograd.run import probing
from isograd.run.environments import Environment
from isograd.run.probing import Asker, Inquest, Probing

JUDGE = """
from isograd.probing.judging import same_values

def inputs(generator):
    return {"x": [float(v) for v in generator.normal(size=3)]}

def expected(x):
    return {"sum": sum(x)}

judge = same_values(1e-9)
"""
SHEET = """
timeout = 20.0
question = { en = "Does it sum?", zh = "会求和吗？" }
why = { en = "So.", zh = "如此。" }
"""
HONEST = "def ask(x):\n    return {'sum': sum(x)}\n"


def environment(versions: dict[str, str] | None = None) -> Environment:
    return Environment(
        "pytorch", "cpu", Path(sys.prefix), Path(sys.executable), versions or {}, "user", ""
    )


def question(root: Path, program: str, name: str = "sums", judge: str = JUDGE) -> Place:
    """A question of one program, put to PyTorch's eager mode."""
    folder = root / "topic" / name
    folder.mkdir(parents=True)
    (folder / "question.toml").write_text(SHEET, "utf-8")
    (folder / "judge.py").write_text(judge, "utf-8")
    (folder / "pytorch.py").write_text(program, "utf-8")
    return load.places(load.read(folder))[0]


def ask(place: Place, inputs: Mapping[str, Any], **versions: str) -> Attempt:
    with Asker(environment(versions), "") as asker:
        return asker.ask(place, dict(inputs), 1)


def test_an_honest_program_gets_a_yes_with_all_that_happened(tmp_path: Path) -> None:
    program = "import os\ndef ask(x):\n    os.write(1, b'deep\\n')\n    print('said')\n"
    program += "    return {'sum': sum(x)}\n"
    made = ask(question(tmp_path, program), {"x": [1.0, 2.0]})
    assert ("yes", "same_values", {"sum": 3.0}) == (made.verdict, made.reason_code, made.values)
    assert {"deep", "said"} == set(made.output.split())


def test_a_program_that_knows_the_answer_without_computing_it_is_found_out(tmp_path: Path) -> None:
    place = question(tmp_path, "def ask(x):\n    return {'sum': 3.0}\n")
    assert "yes" == ask(place, {"x": [1.0, 2.0]}).verdict
    assert "no" == ask(place, {"x": [1.0, 2.5]}).verdict


def test_a_changed_expectation_is_found_out(tmp_path: Path) -> None:
    place = question(tmp_path, HONEST, judge=JUDGE.replace("sum(x)}", "sum(x) + 1}"))
    assert ("no", "other_value") == _short(ask(place, {"x": [1.0, 2.0]}))


def test_a_worker_that_claims_another_version_is_found_out(tmp_path: Path) -> None:
    program = "import sys, types\nm = types.ModuleType('torch')\nm.__version__ = '9.9+cpu'\n"
    program += "sys.modules['torch'] = m\n" + HONEST
    place = question(tmp_path, program)
    assert ("error", "other_version") == _short(ask(place, {"x": [1.0]}, torch="2.13.0"))
    assert "yes" == ask(place, {"x": [1.0]}, torch="9.9").verdict


def test_what_a_program_raises_names_its_line(tmp_path: Path) -> None:
    program = "def inner():\n    raise ValueError('no')\n\ndef ask(x):\n    inner()\n"
    made = ask(question(tmp_path, program), {"x": [1.0]})
    assert ("no", "raised", 2, 0) == (*_short(made), made.error["line"], made.error["below_user"])
    assert "ValueError: no" in made.error["text"]


def test_a_crash_and_a_hang_are_answers_and_the_rest_is_asked(tmp_path: Path) -> None:
    crash = question(tmp_path, "import os\ndef ask(x):\n    os.abort()\n", "crash")
    hang = question(tmp_path, "import time\ndef ask(x):\n    time.sleep(60)\n", "hang")
    quick = hang.question.sheet.model_copy(update={"timeout": 1.0})
    hang = Place(
        Question("topic/hang", hang.question.folder, quick),
        hang.framework,
        hang.mode,
        hang.file,
        hang.text,
    )
    with Asker(environment(), "") as asker:
        made = [_short(asker.ask(place, {"x": [1.0]}, 1)) for place in (crash, hang)]
        assert [("no", "crashed"), ("error", "timeout")] == made
        assert "yes" == asker.ask(question(tmp_path, HONEST), {"x": [1.0]}, 1).verdict


def _short(made: Attempt) -> tuple[str, str]:
    return made.verdict, made.reason_code


# --- two stages ------------------------------------------------------------------------------

SAVES = """
from pathlib import Path

def ask(x, scratch):
    print("saving")
    Path(scratch, "sum").write_text(str(sum(x)))
    return {"bytes": Path(scratch, "sum").stat().st_size}
"""
LOADS = """
import os
from pathlib import Path

def ask(x, scratch):
    print("loading")
    return {"sum": float(Path(scratch, "sum").read_text()), "process": os.getpid()}
"""


def staged(root: Path, first: str = SAVES, second: str = LOADS, then: str = "runtimes") -> Place:
    place = question(root, first, "staged")
    folder = place.question.folder
    (folder / "question.toml").write_text(f'then = "{then}"\n{SHEET}', "utf-8")
    (folder / "run.py").write_text(second, "utf-8")
    return load.places(load.read(folder))[0]


def ask_both(place: Place) -> Attempt:
    others = {"runtimes": environment(), "pytorch": environment()}
    with Asker(environment(), "", others) as asker:
        return asker.ask(place, {"x": [1.0, 2.0]}, 1)


@pytest.mark.parametrize("then", ["runtimes", "fresh"])
def test_a_second_program_runs_what_the_first_has_left(tmp_path: Path, then: str) -> None:
    place = staged(tmp_path, then=then)
    made = ask_both(place)
    assert ("yes", "same_values") == _short(made)
    first, second = made.stages
    assert ("saving\n", {"bytes": 3}) == (first.output, first.values)
    assert ("loading\n", 3.0) == (made.output, second.values["sum"])
    assert LOADS == place.fact["runner"]["text"]
    home = "pytorch" if then == "fresh" else "runtimes"
    assert ("pytorch", home) == (place.environment, place.then)


def test_what_the_first_program_raises_is_the_answer(tmp_path: Path) -> None:
    made = ask_both(staged(tmp_path, "def ask(x, scratch):\n    raise ValueError('no export')\n"))
    assert ("no", "raised", []) == (*_short(made), made.stages)
    assert "no export" in made.reason


def test_what_the_second_program_raises_is_kept_with_the_first(tmp_path: Path) -> None:
    made = ask_both(
        staged(tmp_path, second="def ask(x, scratch):\n    raise OSError('bad file')\n")
    )
    assert ("no", "raised", "saving\n") == (*_short(made), made.stages[0].output)
    crash = staged(tmp_path / "b", second="import os\ndef ask(x, scratch):\n    os.abort()\n")
    assert ("no", "crashed") == _short(ask_both(crash))


def test_a_runtime_that_could_import_the_framework_is_no_runtime(tmp_path: Path) -> None:
    place = staged(tmp_path)
    framework = place.framework.model_copy(update={"package": "numpy"})
    made = ask_both(replace(place, framework=framework))
    assert ("error", "raised") == _short(made)
    assert "PresentError: numpy" in made.reason
    fresh = replace(staged(tmp_path / "b", then="fresh"), framework=framework)
    assert "yes" == ask_both(fresh).verdict


def test_a_runtime_that_is_absent_is_no_answer(tmp_path: Path) -> None:
    place = staged(tmp_path)
    assert ["pytorch", "runtimes"] == place.needed
    made = ask(place, {"x": [1.0]})
    assert ("not_run", "no_environment", "runtimes") == (*_short(made), made.details["environment"])


def test_an_extra_is_asked_for_where_the_framework_has_it(tmp_path: Path) -> None:
    place = question(tmp_path, HONEST)
    folder = place.question.folder
    (folder / "question.toml").write_text(f'extra = "export"\n{SHEET}', "utf-8")
    asked = {p.framework.id: p for p in load.places(load.read(folder))}
    assert ["pytorch", "pytorch+export"] == asked["pytorch"].needed
    (folder / "question.toml").write_text(f'extra = "nothing"\n{SHEET}', "utf-8")
    assert ["pytorch"] == load.places(load.read(folder))[0].needed


# --- a whole run ----------------------------------------------------------------------------


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Question]:
    """Three questions of PyTorch's eager mode, answered by this interpreter."""
    monkeypatch.setattr(probing, "find", lambda name: environment())
    monkeypatch.setattr(probing, "topics", dict)
    programs = {
        "honest": HONEST,
        "random": "import random\ndef ask(x):\n    return {'sum': sum(x) + random.random()}\n",
        "counts": "n = []\n" + HONEST,
    }
    places = [question(tmp_path / "q", text, name) for name, text in programs.items()]
    return [place.question for place in places]


def test_every_attempt_is_kept_and_answers_are_put_together(
    tmp_path: Path, asked: list[Question]
) -> None:
    with Store.open(tmp_path / "evidence.sqlite") as store:
        planned = Probing(Inquest(asked, modes=["pytorch/eager"], repeat=3), store)
        run = planned.execute()
        document = inquiry(store, run)
        assert 9 == len(store.records(run))
    given = {q.id: q.answers[0] for q in document.questions}
    assert ("yes", 3, []) == _of(given["topic/honest"])
    assert "no" == given["topic/random"].verdict
    assert HONEST == given["topic/honest"].code


def test_attempts_that_differ_are_reported_with_the_least_favourable(
    tmp_path: Path, asked: list[Question], monkeypatch: pytest.MonkeyPatch
) -> None:
    moods = iter(["", "1/0"] * 9)

    def moody(self: Asker, place: Place, inputs: dict[str, Any], repetition: int) -> Attempt:
        place.file.write_text(f"def ask(x):\n    {next(moods)}\n    return {{'sum': sum(x)}}\n")
        return honest(self, place, inputs, repetition)

    honest = Asker.ask
    monkeypatch.setattr(Asker, "ask", moody)
    with Store.open(tmp_path / "evidence.sqlite") as store:
        planned = Probing(Inquest(asked[:1], modes=["pytorch/eager"], repeat=2), store)
        (found,) = inquiry(store, planned.execute()).questions
    assert ("no", 2, ["yes", "no"]) == _of(found.answers[0])
    assert not found.separates


def test_a_run_that_was_cut_off_goes_on_with_the_same_inputs(
    tmp_path: Path, asked: list[Question], monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(self: Probing, place: Place, *rest: Any) -> None:
        if len(self._store.records(self.run)) == 2:
            raise KeyboardInterrupt
        add(self, place, *rest)

    add = Probing._add
    inquest = Inquest(asked, modes=["pytorch/eager"], repeat=2, seed=7)
    with Store.open(tmp_path / "evidence.sqlite") as store:
        planned = Probing(inquest, store)
        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(Probing, "_add", cut)
            planned.execute()
        first = [record.id for record in store.records(planned.run)]
        Probing(inquest, store).execute(planned.run)
        records = store.records(planned.run)
        whole = store.records(Probing(inquest, store).execute())
    assert first == [record.id for record in records][:2]
    assert 6 == len(records)
    assert _inputs(whole) == _inputs(records)


def test_programs_are_put_to_the_modes_that_can_take_them() -> None:
    places = load.places(load.questions()["graph/print-fires"])
    found = {(p.framework.id, p.mode.id): p.transform for p in places}
    assert "f = torch.compile(f)" == found["pytorch", "compile"]
    assert "" == found["jax", "eager"]
    assert ("jax", "scan") not in found
    assert {f.id for f in registry.frameworks().values()} == {name for name, _ in found}


def _of(given: Any) -> tuple[str, int, list[str]]:
    return given.verdict, given.attempts, given.disagreement


def _inputs(records: list[Any]) -> dict[tuple[str, int], Any]:
    return {(r.cell.task, r.payload["repetition"]): r.payload["inputs"] for r in records}
