"""``vndocx review``: the pages with the findings marked on them, for a person to check and correct."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from vndocx.review.server import Paper

__all__ = ["app"]

app = typer.Typer()


@app.command()
def review(
    output: Annotated[Path, typer.Argument(metavar="OUT", help="Folder given to 'extract' with -o.")],
    port: Annotated[int, typer.Option(help="Port on 127.0.0.1; 0 takes a free one.")] = 0,
    pages: Annotated[
        Path | None,
        typer.Option("--pages", help="Write the pages into this folder, for reading only, and serve nothing."),
    ] = None,
    include_secret: Annotated[
        bool, typer.Option("--include-secret", help="Papers marked mật, tối mật or tuyệt mật too.")
    ] = False,
) -> None:
    """Check and correct the findings in a browser; the pages are served on this machine alone."""
    papers = _papers(output, include_secret)
    if pages is not None:
        _write(papers, pages)
        return
    from vndocx.review.corrections import Corrections
    from vndocx.review.server import Desk, serve
    from vndocx.settings import Settings

    server = serve(Desk(papers, Corrections(output), Settings()), port)
    sys.stderr.write(f"Mở trong trình duyệt / open in a browser: http://127.0.0.1:{server.server_address[1]}/\n")
    sys.stderr.write("Ctrl-C để dừng / to stop\n")
    with server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return


def _papers(output: Path, include_secret: bool) -> dict[str, Paper]:
    from vndocx.archive.ledger import open_ledger
    from vndocx.archive.questions import kept_records
    from vndocx.codec import load
    from vndocx.model.record import Record
    from vndocx.review.server import Paper

    found: dict[str, Paper] = {}
    with open_ledger(output) as ledger:
        for kept in kept_records(ledger, output, include_secret=include_secret):
            record = load(Record, kept.record.read_bytes())
            file = kept.root / kept.file
            found.setdefault(record.id, Paper(record, kept.file, file if file.is_file() else None))
    return found


def _write(papers: dict[str, Paper], folder: Path) -> None:
    import base64

    from vndocx.model.scan import Origin
    from vndocx.reading.views import page_view
    from vndocx.review.page import review_page
    from vndocx.settings import Settings

    for paper in papers.values():
        picture: dict[int, str] = {}
        for page in paper.record.pages:
            if paper.file is not None and page.origin is not Origin.PLAIN:
                content = page_view(paper.file, page.number, page.origin, Settings())
                picture[page.number] = "data:image/jpeg;base64," + base64.b64encode(content).decode()
        target = folder / f"{paper.path}.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(review_page(paper.record, paper.path, picture, {}, None), encoding="utf-8")
        sys.stderr.write(f"{target}\n")
