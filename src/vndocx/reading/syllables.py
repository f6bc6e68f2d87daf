"""How Vietnamese a text looks: every Vietnamese syllable is built from a closed set of onsets, rimes and tones."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from vndocx.text import fold

__all__ = ["Profile", "is_marked", "is_syllable", "profile", "share_bare"]


def _each(names: str) -> tuple[str, ...]:
    return tuple(names.split())


_ONSETS = ("", *_each("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x"))
_OPEN_RIMES = _each(
    "a ai ao au ay âu ây e eo ê êu i ia iu iêu o oa oai oao oay oe oeo oi ô ôi ơ ơi u ua ui uây uê uêu uôi uơ uy uya "
    "uyu ư ưa ưi ưu ươi ươu y yêu"
)
_NASAL_RIMES = _each(
    "am an ang anh ăm ăn ăng âm ân âng em en eng êm ên ênh im in inh iêm iên iêng oam oan oang oanh oăm oăn oăng oen "
    "om on ong oong ôm ôn ông ơm ơn um un ung uân uâng uênh uôm uôn uông uyên uynh ưm ưn ưng ươm ươn ương yêm yên "
    "yêng"
)
_STOPPED_RIMES = _each(
    "ac ach ap at ăc ăp ăt âc âp ât ec ep et êch êp êt ic ich ip it iêc iêp iêt oac oach oap oat oăc oăt oc ooc oet op "
    "ot ôc ôp ôt ơp ơt uc up ut uât uêch uôc uôt uych uyêt uyp uyt ưc ưt ươc ươp ươt yêt"
)

_TONE_ON_CONSONANT = re.compile(r"(?<![aeiouy\u0302\u0306\u031b\u0323])[\u0300\u0301\u0303\u0309\u0323]")
_TONES = {"\u0300": "huyền", "\u0309": "hỏi", "\u0303": "ngã", "\u0301": "sắc", "\u0323": "nặng"}
_SYLLABLES = frozenset(onset + rime for onset in _ONSETS for rime in (*_OPEN_RIMES, *_NASAL_RIMES, *_STOPPED_RIMES))


# Half of all marked words in official papers.
_COMMON = frozenset(
    _each(
        "và các của có cơ chính thực chức hiện hành lý cấp bộ về nhân được dân xã vụ tỉnh sở tổ luật với hợp thông "
        "trình nghị tại dụng quản động hội nước năm tư nhiệm nghiệp việc chủ nhà ủy bảo trường địa đối đơn văn xây "
        "dựng quốc sản quyền sử đồng triển trên đổi án điện phương phát thời đầu bản nội phòng để nhận đất hoạt tháng "
        "dự người không thuộc báo kiểm này kết là từ học toàn phủ đề tác khoản hoặc kế giải đến lập phố chất quả chỉ "
        "tự hóa thống trách chuyển điểm chế tạo căn một đảm đảng ngành tiêu cứ môi hệ cá phân mới bổ ở tiếp định công "
        "số điều quyết ngày thành pháp đã phải phần ký phối ứng trung ương tuyên tỉnh huyện hướng dẫn giáo"
    )
)


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether ``word`` (NFC, letters only) can be a Vietnamese syllable, marks and tone included.

    Without any mark every onset and rime is let pass whatever its tone: "thuc" may be a "thực" typed bare.
    """
    toned = unicodedata.normalize("NFD", word.lower())
    if _TONE_ON_CONSONANT.search(toned):
        return False
    tones = [character for character in toned if character in _TONES]
    bare = unicodedata.normalize("NFC", "".join(character for character in toned if character not in _TONES))
    if len(tones) > 1 or bare not in _SYLLABLES:
        return False
    if bare.endswith(("c", "ch", "p", "t")) and (tones or not bare.isascii()):
        return "\u0301" in tones or "\u0323" in tones
    return True


@lru_cache(maxsize=65536)
def is_marked(word: str) -> bool:
    """Whether a letter of the word bears a mark that Vietnamese writes."""
    return any(character in "đĐ" or len(unicodedata.normalize("NFD", character)) > 1 for character in word)


@dataclass(frozen=True, slots=True)
class Profile:
    """Counts over the words of a text: all, those that can be Vietnamese, of these those with marks and common ones.

    Words with digits, single consonants and
    short capitals ("UBND", "TW") are not counted: every language has them.
    """

    words: int
    syllables: int
    marked: int
    common: int

    @property
    def syllable_share(self) -> float:
        return self.syllables / self.words if self.words else 0.0

    @property
    def marked_share(self) -> float:
        return self.marked / self.words if self.words else 0.0


_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*")
_VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=65536)
def _counts(word: str) -> bool:
    if len(word) == 1:
        return is_marked(word) and word.lower() != "đ"
    vowels = _VOWELS.intersection(unicodedata.normalize("NFD", word.lower()))
    if word.isupper():
        return bool(vowels) and (len(word) > 6 or is_marked(word))
    return bool(vowels) or len(word) > 3


def profile(text: str) -> Profile:
    """How Vietnamese ``text`` looks."""
    words = [word for word in _WORD.findall(text) if _counts(word)]
    good = [word for word in words if is_syllable(word)]
    return Profile(len(words), len(good), sum(map(is_marked, good)), sum(word.lower() in _COMMON for word in good))


_BARE_SYLLABLES = frozenset(fold(syllable) for syllable in _SYLLABLES)


def share_bare(text: str) -> float:
    """The share of the words that are Vietnamese syllables once all marks are taken off."""
    words = [word for word in _WORD.findall(text) if len(word) > 1]
    return sum(fold(word) in _BARE_SYLLABLES for word in words) / len(words) if words else 0.0
