"""The closed vocabulary of numbers: type codes before or behind the slash, and who stands behind them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from vndocx.lexicon import rows
from vndocx.lexicon.row_types import DocumentTypeRow, IssuerBodyRow, IssuerRow

__all__ = ["code_key", "document_types", "issuer_codes", "type_codes"]


def code_key(code: str) -> str:
    """``code`` for comparing: upper case, one kind of Đ, no blanks. "TTg" and "TTG" are one code."""
    return "".join(code.replace("Ð", "Đ").replace("đ", "Đ").split()).upper()


@cache
def document_types() -> tuple[DocumentTypeRow, ...]:
    """Every kind of paper, in the order of the file: where two share a code, the usual one first."""
    return rows(DocumentTypeRow, "document_types")


@cache
def type_codes() -> Mapping[str, tuple[DocumentTypeRow, ...]]:
    """Key of a type code → the kinds that it may stand for."""
    found: dict[str, tuple[DocumentTypeRow, ...]] = {}
    for row in document_types():
        for code in filter(None, (row.code, *row.other_codes)):
            found[code_key(code)] = (*found.get(code_key(code), ()), row)
    return found


@cache
def issuer_codes() -> Mapping[str, IssuerRow]:
    """Key of an issuer code → whom it names, the bodies of every Party level written out (BTG × TU = BTGTU)."""
    alone = rows(IssuerRow, "issuers")
    found: dict[str, IssuerRow] = {}
    for level in (row for row in alone if row.level):
        for body in rows(IssuerBodyRow, "issuer_bodies"):
            name = f"{body.name} {level.name}"
            made = IssuerRow(
                code=f"{body.code}{level.code}",
                name=name,
                source=body.source,
                system="party",
                single=level.code == "TW" and not body.shared,
            )
            for code in (body.code, *body.other_codes):
                found[code_key(f"{code}{level.code}")] = made
    for row in alone:
        for code in (row.code, *row.other_codes):
            found[code_key(code)] = row
    return found
