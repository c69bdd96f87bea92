"""The report: one self-contained folder of static pages, English and Chinese, for reading offline.

`write.write` makes the folder from documents, `write_run` from a run in the store; the other
modules turn evidence into what the pages show. Nothing here measures or decides: numbers are
formatted, never made.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from isograd.evidence.store import Store


def write_run(store: "Store", run: str, out: Path) -> Path:
    """Write the report of one recorded run into ``out``; returns the path of its ``index.html``.

    Raises `UsageError` where ``out`` cannot be written or holds files that are not a report's.
    """
    from isograd.evidence.document import comparison
    from isograd.report.write import put, render_answers, write

    if store.plan(run).about == "probe":
        from isograd.claims.decide import gather, ledger
        from isograd.claims.load import claims
        from isograd.evidence.answers import inquiry, newest
        from isograd.probing.concepts import dictionary

        chosen = list(claims().values())
        judged = ledger(chosen, gather(store, chosen))
        asked = inquiry(store, run)
        concepts = dictionary("", newest(store))
        return put(lambda: render_answers(asked, judged, concepts, store.records(run)), out)
    document = comparison(store, run)
    cited = {cell.source.sha256 for cell in document.cells if cell.source}
    facts = {sha256: store.read_fact(sha256) for sha256 in sorted(cited)}
    return write(document, facts, store.records(run), out)
