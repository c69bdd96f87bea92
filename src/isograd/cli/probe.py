"""``isograd probe``: put questions to the frameworks and show what each mode answers."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from isograd.cli._completion import complete_question
from isograd.i18n import text

if TYPE_CHECKING:
    from isograd.evidence.answers import Asked, Given, Inquiry
    from isograd.evidence.model import Cell


@click.command(help=text("probe.help"))
@click.argument("names", nargs=-1, metavar="[TOPIC|QUESTION]...", shell_complete=complete_question)
@click.option("--all", "everything", is_flag=True, help=text("probe.opt_all"))
@click.option("--quick", is_flag=True, help=text("probe.opt_quick"))
@click.option("--frameworks", metavar="A,B", help=text("compare.opt_frameworks"))
@click.option("--modes", metavar="A,B", help=text("compare.opt_modes"))
@click.option(
    "--repeat",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help=text("probe.opt_repeat"),
)
@click.option("--jobs", type=click.IntRange(1), help=text("probe.opt_jobs"))
@click.option("--resume", metavar="RUN", help=text("compare.opt_resume"))
@click.option("-y", "--yes", is_flag=True, help=text("compare.opt_yes"))
@click.option("--framework-index", is_flag=True, help=text("env.opt_framework_index"))
@click.option("--no-create", is_flag=True, help=text("compare.opt_no_create"))
@click.option("--code", is_flag=True, help=text("probe.opt_code"))
@click.option("--json", "as_json", is_flag=True, help=text("compare.opt_json"))
def command(
    names: tuple[str, ...],
    everything: bool,
    quick: bool,
    frameworks: str | None,
    modes: str | None,
    repeat: int,
    jobs: int | None,
    resume: str | None,
    yes: bool,
    framework_index: bool,
    no_create: bool,
    code: bool,
    as_json: bool,
) -> int:
    from isograd.cli import _asked as asked
    from isograd.cli import output as out
    from isograd.cli.compare import offer_environments, split
    from isograd.evidence.answers import inquiry
    from isograd.evidence.store import Store
    from isograd.probing.load import choose
    from isograd.run.probing import Inquest, Probing

    if not names and not everything and not quick:
        _list()
        return 0
    questions = choose(list(names))
    if quick:
        questions = [question for question in questions if not question.sheet.slow]
        if not names:
            questions = [question for question in questions if question.sheet.concept is None]
        modes = modes or ",".join(asked.quick_modes(split(frameworks)))
    inquest = Inquest(questions, split(frameworks), split(modes), repeat, jobs=jobs or 0)
    with Store.open() as store:
        run = store.find(resume) if resume else None
        planned = Probing(inquest, store)
        offer_environments(
            planned.needed(), "cpu", yes=yes, no_create=no_create, framework_index=framework_index
        )
        try:
            with _Answers(len(planned.cells) * repeat) as progress:
                planned.watch(progress)
                run = planned.execute(run)
        except KeyboardInterrupt:
            if planned.run:
                out.message(text("probe.resume_with", run=planned.run))
            raise
        document = inquiry(store, run)
    if as_json:
        out.print_json(document)
    else:
        _show(document, code=code)
    unanswered = all(a.verdict == "not_run" for q in document.questions for a in q.answers)
    return 3 if unanswered else 0


class _Answers:
    """Counts answers on stderr: a bar on a terminal, a line a topic elsewhere."""

    def __init__(self, total: int) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
        from rich.progress import TimeElapsedColumn as Elapsed

        from isograd.cli.output import console

        self._console = console(stderr=True)
        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Elapsed()
        self._bar = Progress(*columns, console=self._console, transient=True)
        self._task = self._bar.add_task("", total=total)
        self._told: set[str] = set()

    def __enter__(self) -> "_Answers":
        if self._console.is_terminal:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def __call__(self, cell: "Cell", state: str) -> None:
        topic = cell.task.split("/")[0]
        place = f"{cell.task} {cell.framework} {cell.mode}"
        self._bar.update(self._task, description=place, advance=state != "asking")
        if not self._console.is_terminal and topic not in self._told:
            self._console.print(text("probe.asking", topic=topic))
        self._told.add(topic)


def _list() -> None:
    """What could be asked."""
    from isograd.cli import output as out
    from isograd.i18n import language
    from isograd.probing.load import places, questions, topics

    rows = []
    for topic in topics().values():
        mine = [q for q in questions().values() if q.topic == topic.id]
        answers = sum(len(places(question)) for question in mine)
        name = getattr(topic.name, language())
        rows.append([topic.id, name, str(len(mine)), str(answers)])
    columns = [text(f"probe.column_{name}") for name in ("topic", "name", "questions", "answers")]
    out.table(columns, rows, right={2, 3})
    out.message(text("probe.how_to_ask"))


def _show(document: "Inquiry", *, code: bool) -> None:
    from isograd.i18n import language

    for question in document.questions:
        click.echo(f"\n{question.id}  {question.question[language()]}")
        for line in _grouped(question):
            click.echo(f"  {line}")
        if code:
            for answer in question.answers:
                _show_code(answer)
    answers = [answer for question in document.questions for answer in question.answers]
    click.echo(
        "\n"
        + text(
            "probe.summary",
            run=document.run.id,
            questions=len(document.questions),
            answers=len(answers),
            separating=sum(question.separates for question in document.questions),
        )
    )
    unsure = [(q.id, a) for q in document.questions for a in q.answers if a.disagreement]
    for name, answer in unsure:
        verdicts = ", ".join(text(f"probe.verdict_{verdict}") for verdict in answer.disagreement)
        place = f"{name} {answer.framework} {answer.mode}"
        click.echo(text("probe.disagrees", place=place, verdicts=verdicts))


def _grouped(question: "Asked") -> Iterable[str]:
    """A line for each verdict and reason, with all who gave it."""
    from isograd.i18n import language, sentence

    told: dict[tuple[str, str], list[str]] = {}
    for answer in question.answers:
        why = sentence(answer.reason_code, answer.details, language())
        told.setdefault((answer.verdict, why), []).append(f"{answer.framework} {answer.mode}")
    for (verdict, why), who in told.items():
        yield f"{text(f'probe.verdict_{verdict}'):<8} {', '.join(who)}: {why.splitlines()[0]}"


def _show_code(answer: "Given") -> None:
    applied = f"  [{answer.applied}]" if answer.applied else ""
    click.echo(f"\n--- {answer.framework} {answer.mode}: {answer.file}{applied}")
    click.echo(answer.code.rstrip())
    if answer.runner_code:
        click.echo(f"\n--- {answer.runner_file}\n{answer.runner_code.rstrip()}")
    if answer.runner_code:
        click.echo(f"\n--- {answer.runner_file}\n{answer.runner_code.rstrip()}")
    for part in (answer.output, answer.error):
        if part.strip():
            click.echo("... " + part.rstrip().replace("\n", "\n... "))
