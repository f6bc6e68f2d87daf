"""The review page: everything escaped, boxes on the page, corrections kept, nobody else let in."""

from __future__ import annotations

import http.client
import io
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from vndocx import Record, dump, load, standard
from vndocx.model.scan import Origin
from vndocx.reading.views import page_view
from vndocx.review.corrections import Corrections
from vndocx.review.findings import entries
from vndocx.review.page import list_page, review_page
from vndocx.review.server import Desk, Paper, serve
from vndocx.settings import Settings

PAPERS = Path(__file__).parent.parent / "samples" / "papers"


@pytest.fixture(scope="module")
def record() -> Record:
    return standard()(PAPERS / "huong-dan-dai-hoi-chi-bo.digital.pdf")


def test_page_marks_every_finding_on_its_page(record: Record) -> None:
    page = review_page(record, "a.pdf", {1: "/p/1"}, {}, "t")
    found = entries(record)
    assert len({one.key for one in found}) == len(found) > 10
    for one in found:
        assert f'id="f{one.key}"' in page
        if any(place.page == 1 for place in one.evidence.boxes):
            assert f'data-key="{one.key}" title=' in page


def test_page_escapes_all_text(record: Record) -> None:
    evil = '<script>alert("x")</script>'
    given = json.loads(dump(record))
    given["document"]["subject"] = given["document"]["number"] = evil
    given["notices"] = [{"code": "x", "message": evil, "page": None, "span": None}]
    text = given["text"]
    given["text"] = evil + text[len(evil) :]
    hostile = load(Record, json.dumps(given))
    for picture in ({}, {1: 'x" onerror="alert(1)'}):
        page = review_page(hostile, evil, picture, {}, None)
        assert evil not in page
        assert 'x" onerror' not in page
    assert evil not in list_page([('x" onclick="', hostile, 0)])


@pytest.mark.parametrize(
    ("rrule", "words"),
    [
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=14", "hằng năm (FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=14)"),
        ("FREQ=MONTHLY;INTERVAL=6", "6 tháng một lần (FREQ=MONTHLY;INTERVAL=6)"),
        ("FREQ=YEARLY;BYMONTH=3,6,9,12", "4 lần một năm (FREQ=YEARLY;BYMONTH=3,6,9,12)"),
        ("FREQ=HOURLY", "FREQ=HOURLY"),
    ],
)
def test_what_comes_round_is_told_in_words(record: Record, rrule: str, words: str) -> None:
    given = json.loads(dump(record))
    given["deadlines"][0]["rrule"] = rrule
    told = [one for one in entries(load(Record, json.dumps(given))) if one.group == "deadline"]
    assert f"Lặp lại: {words}" in told[0].details


def test_scanned_page_is_shown_as_it_was_read() -> None:
    content = page_view(PAPERS / "ke-hoach-chuyen-doi-so.scan-light.pdf", 1, Origin.OCR, Settings())
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.format == "JPEG"
        assert 900 < picture.width < picture.height <= 1400


def test_text_page_shows_all_its_words(record: Record) -> None:
    import re
    from html import unescape

    page = review_page(record, "a.pdf", {}, {}, None)
    shown = " ".join(re.findall(r'<div class="text">(.*?)</div>', page, re.DOTALL))
    assert unescape(re.sub(r"</?mark[^>]*>", "", shown)).split() == record.text.split()


@pytest.fixture
def desk(record: Record, tmp_path: Path) -> Desk:
    paper = Paper(record, "a.pdf", PAPERS / "huong-dan-dai-hoi-chi-bo.digital.pdf")
    return Desk({record.id: paper}, Corrections(tmp_path), Settings())


@pytest.fixture
def connection(desk: Desk) -> Iterator[http.client.HTTPConnection]:
    with serve(desk, 0) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        asked = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=20)
        yield asked
        asked.close()
        server.shutdown()
        thread.join()


def ask(
    connection: http.client.HTTPConnection, method: str, path: str, body: object = None, **headers: str
) -> tuple[int, bytes]:
    content = None if body is None else json.dumps(body)
    connection.request(method, path, content, {name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    return answer.status, answer.read()


def test_server_shows_list_page_and_picture(desk: Desk, connection: http.client.HTTPConnection, record: Record) -> None:
    assert record.document.number is not None
    status, body = ask(connection, "GET", "/")
    assert status == 200
    assert record.document.number in body.decode()
    assert ask(connection, "GET", f"/paper/{record.id}")[0] == 200
    status, body = ask(connection, "GET", f"/picture/{record.id}/1")
    assert status == 200
    assert body.startswith(b"\xff\xd8\xff")
    assert ask(connection, "GET", f"/picture/{record.id}/99")[0] == 404
    assert ask(connection, "GET", "/../../etc/passwd")[0] == 404


def test_server_keeps_a_correction(desk: Desk, connection: http.client.HTTPConnection, record: Record) -> None:
    key = entries(record)[0].key
    said = {"paper": record.id, "key": key, "verdict": "corrected", "value": "số 18"}
    assert ask(connection, "POST", "/verdict", said, X_Token=desk.token)[0] == 200
    assert desk.corrections.of(record.id) == {key: {"verdict": "corrected", "value": "số 18"}}


@pytest.mark.parametrize(
    ("token", "change", "status"),
    [
        ("wrong", {}, 403),
        ("wr\xf6ng", {}, 403),
        (None, {"verdict": "perhaps"}, 400),
        (None, {"paper": "../../etc/passwd"}, 400),
        (None, {"key": "../x"}, 400),
        (None, {"value": "x" * 5000}, 400),
    ],
)
def test_server_refuses_what_is_no_correction(
    desk: Desk,
    connection: http.client.HTTPConnection,
    record: Record,
    token: str | None,
    change: dict[str, str],
    status: int,
) -> None:
    said = {"paper": record.id, "key": "abc", "verdict": "right", "value": ""} | change
    assert ask(connection, "POST", "/verdict", said, X_Token=token or desk.token)[0] == status
    assert desk.corrections.of(record.id) == {}


def test_server_refuses_a_page_from_elsewhere(connection: http.client.HTTPConnection) -> None:
    assert ask(connection, "GET", "/", Host="evil.example")[0] == 403
