"""TCVN3, VNI, VISCII and VPS: decoded letter by letter, detected on a line, never on good text."""

from __future__ import annotations

import subprocess
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from vndocx.reading import reader
from vndocx.reading.characters import clean
from vndocx.reading.encodings import Encoding, decoded, detect
from vndocx.reading.encodings.tables import TCVN3, VISCII, VNI, VPS
from vndocx.reading.syllables import is_syllable, profile, share_bare
from vndocx.settings import Settings

LETTERS = "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵ"
BYTES = {Encoding.TCVN3: TCVN3, Encoding.VISCII: VISCII, Encoding.VPS: VPS}
VNI_CODES: dict[str, str] = {}
for _code, _letter in VNI.items():
    _same_case = _code.isupper() == _letter.isupper()
    if _same_case and (_letter not in VNI_CODES or len(_code) < len(VNI_CODES[_letter])):
        VNI_CODES[_letter] = _code


def encoded(text: str, encoding: Encoding) -> str:
    """The text as a program shows it that takes the old encoding for Latin-1."""
    if encoding is Encoding.VNI:
        return "".join(VNI_CODES.get(letter, letter) for letter in text)
    codes = {letter: chr(code) for code, letter in BYTES[encoding].items()}
    return "".join(codes.get(letter) or codes.get(letter.lower()) or letter for letter in text)


@pytest.mark.parametrize("encoding", Encoding)
def test_every_letter_has_a_code(encoding: Encoding) -> None:
    capitals = "" if encoding is Encoding.TCVN3 else LETTERS.upper()
    for letter in LETTERS + capitals:
        assert decoded(encoded(letter, encoding), encoding) == letter
    if encoding is Encoding.TCVN3:
        assert {letter for letter in TCVN3.values() if letter.isupper()} == set("ĂÂĐÊÔƠƯ")


@pytest.mark.parametrize(("encoding", "name"), [(Encoding.VISCII, "VISCII"), (Encoding.TCVN3, "TCVN-5712")])
def test_tables_agree_with_those_of_the_c_library(encoding: Encoding, name: str) -> None:
    for code, letter in BYTES[encoding].items():
        answer = subprocess.run(["iconv", "-f", name, "-t", "UTF-8"], input=bytes([code]), capture_output=True)
        if answer.returncode == 0 and answer.stdout:  # TCVN-5712 gives the seven plain capitals no code
            assert unicodedata.normalize("NFC", answer.stdout.decode()) == letter


@given(some.text(LETTERS + LETTERS.upper() + "bcdghklmnpqrstvx 0123456789/,.", max_size=60))
def test_round_trip(text: str) -> None:
    for encoding in (Encoding.VISCII, Encoding.VPS):
        assert decoded(encoded(text, encoding), encoding) == text
    small = text.lower()
    assert decoded(encoded(small, Encoding.TCVN3), Encoding.TCVN3) == small


REFERENCES = (
    "Nghị quyết số 27-NQ/TU",
    "Chỉ thị số 05-CT/TU ngày 12/4/1999",
    "Quyết định của Ủy ban nhân dân tỉnh",
    "Công văn số 118-CV/VPTU",
    "Kết luận của Ban Thường vụ Huyện ủy",
    "Luật Đất đai",
    "kinh tế-xã hội, tư tưởng, nước nhà",
)


@pytest.mark.parametrize("encoding", Encoding)
@pytest.mark.parametrize("text", REFERENCES)
def test_a_line_as_short_as_one_reference_is_detected(encoding: Encoding, text: str) -> None:
    raw = encoded(text, encoding)
    assert detect([raw]) is encoding
    assert decoded(raw, encoding).lower() == text.lower()


GOOD = (
    "Thực hiện Nghị quyết số 27-NQ/TU ngày 15/3/2024 của Tỉnh ủy",
    "Xã Tân Hà, ngày 5",
    "Số 12 à, là, và",
    "The naïve façade of the café was re-opened by the coöperative in Genève.",
    "Le comité a été informé à l'assemblée générale; où est passé l'été ?",
    "Straße für die Größe über Öl und Äpfel",
    "El niño comió después la piña que le dio José García",
    "3º   3º   × rd, F + DD × rd",
    "« … » – 25 °C ± 2 µm",
    "",
)


@pytest.mark.parametrize("text", GOOD)
@pytest.mark.parametrize("expected", [None, *Encoding])
def test_good_text_is_never_converted(text: str, expected: Encoding | None) -> None:
    assert detect([text], expected=expected) is None


def test_a_font_name_is_a_hint_and_no_proof() -> None:
    assert detect(["LuËt"]) is None
    assert detect(["LuËt"], font="ABCDEF+.VnTime") is Encoding.TCVN3
    assert detect(["Luật Đất đai"], font=".VnTime") is None
    assert detect(["Hà Nam"], font=".VnTime") is None


def test_the_capitals_of_tcvn3_come_from_the_font() -> None:
    assert decoded("tØnh ñy an thÞnh", Encoding.TCVN3, ".VnTimeH") == "TỈNH ỦY AN THỊNH"
    assert decoded("CHÝNH PHñ", Encoding.TCVN3) == "CHÍNH PHỦ"
    assert decoded("Së Tµi chÝnh", Encoding.TCVN3) == "Sở Tài chính"


def test_the_hyphen_that_was_a_letter() -> None:
    assert decoded("n-íc ta, t- t-ëng", Encoding.TCVN3) == "nước ta, tư tưởng"
    assert decoded("kinh tÕ-x· héi, 57-NQ/TW", Encoding.TCVN3) == "kinh tế-xã hội, 57-NQ/TW"


BODY = "Thực hiện kế hoạch của Tỉnh ủy, các sở, ngành nộp danh sách cho Ủy ban nhân dân tỉnh trước ngày 27/9.\n" * 3


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (BODY.encode("utf-8"), None),
        (b"\xef\xbb\xbf" + BODY.encode("utf-8"), None),
        (BODY.encode("utf-16"), None),
        (BODY.encode("utf-16-le"), None),
        (BODY.encode("utf-16-be"), None),
        (unicodedata.normalize("NFD", BODY).encode("utf-8"), None),
        (BODY.encode("utf-8").decode("latin-1").encode("utf-8"), "UTF-8 saved twice"),
        (encoded(BODY, Encoding.TCVN3).encode("utf-8"), "TCVN3"),
        (encoded(BODY, Encoding.TCVN3).encode("latin-1"), "TCVN3"),
        (encoded(BODY, Encoding.VNI).encode("latin-1"), "VNI"),
        (encoded(BODY, Encoding.VISCII).encode("latin-1"), "VISCII"),
        (encoded(BODY, Encoding.VPS).encode("latin-1"), "VPS"),
        (BODY.encode("utf-8") + encoded("Nghị quyết số 27-NQ/TU\nLuật", Encoding.TCVN3).encode(), "TCVN3, in 2 lines"),
    ],
)
def test_text_files_in_every_encoding(tmp_path: Path, content: bytes, says: str | None) -> None:
    path = tmp_path / "paper.txt"
    path.write_bytes(content)
    scan = reader(Settings())(path)
    first = scan.pages[0].lines[0].text
    assert first.lower() == BODY.split("\n")[0].lower()
    assert [notice.message.split(": ")[1] for notice in scan.notices] == ([f"{says}."] if says else [])


def test_windows_1258(tmp_path: Path) -> None:
    # Windows-1258 writes the tone behind its letter: "ệ" is "ê" and a dot below.
    raw = b""
    for letter in BODY:
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323")
        base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in tone))
        raw += (base + tone).encode("cp1258")
    path = tmp_path / "paper.txt"
    path.write_bytes(raw)
    scan = reader(Settings())(path)
    assert scan.pages[0].lines[0].text == BODY.split("\n")[0]
    assert "Windows-1258" in scan.notices[0].message


def test_characters_meant() -> None:
    assert clean("Ðảng bộ, UBND-ĐÐ") == "Đảng bộ, UBND-ĐĐ"
    assert clean(unicodedata.normalize("NFD", "Nghị quyết")) == "Nghị quyết"
    assert clean("Вan Thường vụ; Ѕở Nội vụ; νăn phòng") == "Ban Thường vụ; Sở Nội vụ; văn phòng"
    assert clean("α, β và Москва") == "α, β và Москва"
    assert clean("kế\u00ad hoạch\u200b") == "kế hoạch"
    assert clean("\uf0b7 Gạch đầu dòng") == "• Gạch đầu dòng"


@pytest.mark.parametrize(
    "word", ["nghị", "quyết", "ĐIỂM", "khuỷu", "giếng", "yêu", "ương", "uỷ", "ủy", "hòa", "hoà", "gìn"]
)
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["quyêt", "đạp5", "nghj", "strong", "été", "ñy", "tốcc", "bệch́"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_profile_leaves_out_what_every_language_has() -> None:
    found = profile("UBND, HĐND, 57-NQ/TW, a) Kế hoạch")
    assert (found.words, found.syllables, found.marked) == (2, 2, 2)
    assert share_bare("Uy ban nhan dan tinh An Thinh bao cao ket qua thuc hien nghi quyet") == 1.0
    assert share_bare("The committee shall report to the council before the end of the month") < 0.5
