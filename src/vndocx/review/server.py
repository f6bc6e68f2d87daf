"""A small server on 127.0.0.1 for the review pages. Nothing of it is reachable from another machine."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from vndocx.errors import VndocxError
from vndocx.model.record import Record
from vndocx.reading.views import page_view
from vndocx.review.corrections import Corrections
from vndocx.review.page import list_page, review_page
from vndocx.settings import Settings

__all__ = ["Desk", "Paper", "serve"]

HOST = "127.0.0.1"
LARGEST_BODY = 65_536


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to review: its record, its path below the archive, and its file where it can be opened."""

    record: Record
    path: str
    file: Path | None


@dataclass(frozen=True, slots=True)
class Desk:
    """The papers by id, the verdicts on them, and the secret that a page needs to send one."""

    papers: dict[str, Paper]
    corrections: Corrections
    settings: Settings
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))


def serve(desk: Desk, port: int) -> ThreadingHTTPServer:
    """A server for the desk, bound to 127.0.0.1 (``port`` 0: any free one), not yet running."""
    return ThreadingHTTPServer((HOST, port), type("Handler", (_Handler,), {"desk": desk}))


class _Handler(BaseHTTPRequestHandler):
    desk: Desk
    server_version = "vndocx"
    sys_version = ""

    def do_GET(self) -> None:
        if not self._asked_here():
            return
        parts = [part for part in urlsplit(self.path).path.split("/") if part]
        paper = self.desk.papers.get(parts[1]) if len(parts) >= 2 else None
        if not parts:
            self._answer(self._list(), "text/html; charset=utf-8")
        elif paper is not None and len(parts) == 2 and parts[0] == "paper":
            self._answer(self._page(paper), "text/html; charset=utf-8")
        elif paper is not None and len(parts) == 3 and parts[0] == "picture" and parts[2].isdecimal():
            self._picture(paper, int(parts[2]))
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        if not self._asked_here():
            return
        length = self.headers.get("Content-Length", "")
        if urlsplit(self.path).path != "/verdict" or not length.isdecimal() or int(length) > LARGEST_BODY:
            self.send_error(HTTPStatus.BAD_REQUEST)
            return
        # As bytes: what is not ASCII cannot be compared as text.
        if not secrets.compare_digest(self.headers.get("X-Token", "").encode(), self.desk.token.encode()):
            self.send_error(HTTPStatus.FORBIDDEN)
            return
        try:
            given = json.loads(self.rfile.read(int(length)))
            if given["paper"] not in self.desk.papers:
                raise ValueError("no such paper")
            self.desk.corrections.keep(given["paper"], given["key"], given["verdict"], given["value"])
        except (ValueError, KeyError, TypeError, AttributeError):
            self.send_error(HTTPStatus.BAD_REQUEST)
        except VndocxError:
            self.send_error(HTTPStatus.INTERNAL_SERVER_ERROR)
        else:
            self._answer("{}", "application/json")

    def _asked_here(self) -> bool:
        """Whether the request names this server: a page from elsewhere that points at 127.0.0.1 does not."""
        port = self.connection.getsockname()[1]
        if self.headers.get("Host") in (f"{HOST}:{port}", f"localhost:{port}"):
            return True
        self.send_error(HTTPStatus.FORBIDDEN)
        return False

    def _list(self) -> str:
        return list_page(
            (f"/paper/{key}", paper.record, len(self.desk.corrections.of(key)))
            for key, paper in self.desk.papers.items()
        )

    def _page(self, paper: Paper) -> str:
        key = paper.record.id
        drawn = paper.file is not None and any(page.origin != "plain" for page in paper.record.pages)
        picture = {page.number: f"/picture/{key}/{page.number}" for page in paper.record.pages} if drawn else {}
        return review_page(paper.record, paper.path, picture, self.desk.corrections.of(key), self.desk.token)

    def _picture(self, paper: Paper, number: int) -> None:
        page = next((page for page in paper.record.pages if page.number == number), None)
        if paper.file is None or page is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        try:
            self._answer(page_view(paper.file, number, page.origin, self.desk.settings), "image/jpeg")
        except (VndocxError, ValueError):
            self.send_error(HTTPStatus.NOT_FOUND)

    def _answer(self, content: str | bytes, media_type: str) -> None:
        body = content.encode() if isinstance(content, str) else content
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the base class names it so
        """Nothing: names of papers do not belong in a log."""
