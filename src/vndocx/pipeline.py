"""The whole way: path → Scan → Layout → Language → Findings → Record. Start reading here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from vndocx.model.findings import Findings
from vndocx.model.language import Language
from vndocx.model.layout import Layout
from vndocx.model.record import Record
from vndocx.model.scan import Scan
from vndocx.settings import Settings

__all__ = ["Pipeline", "standard"]


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Four stages, each a function of what came before, and the recipe that names them all."""

    read: Callable[[Path], Scan]
    lay_out: Callable[[Scan], Layout]
    annotate: Callable[[Layout], Language]
    extract: Callable[[Layout, Language], Findings]
    record: Callable[[Scan, Layout, Findings], Record]

    def __call__(self, path: Path) -> Record:
        """The record of the file at ``path``; raises VndocxError when the file cannot be used."""
        scan = self.read(path)
        layout = self.lay_out(scan)
        language = self.annotate(layout)
        findings = self.extract(layout, language)
        return self.record(scan, layout, findings)


def standard(settings: Settings | None = None, workers: int = 1) -> Pipeline:
    """The pipeline as shipped, with the adapters that ``settings`` ask for.

    With more ``workers`` than one, the scanned pages of a file are recognised in as many processes.
    """
    from vndocx.assembly import assemble
    from vndocx.extraction import extract
    from vndocx.language import annotate
    from vndocx.layout import lay_out
    from vndocx.reading import reader

    chosen = settings or Settings()
    return Pipeline(
        read=reader(chosen, workers),
        lay_out=lay_out,
        annotate=annotate,
        extract=extract,
        record=lambda scan, layout, findings: assemble(scan, layout, findings, chosen),
    )
