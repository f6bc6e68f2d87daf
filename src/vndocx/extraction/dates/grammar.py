"""How days, months, quarters, half-years and years are printed: one pattern a form.

All patterns read folded text, where "ngày", "ngảy" and "NGÀY" are alike. Folding also makes "năm" and "Nam",
"quý" and "quỹ", "sáu" and "sau" alike: where nothing else decides, the printed word is asked.
"""

from __future__ import annotations

import re

__all__ = ["ATOM", "BARE_DAY", "BARE_MONTH", "BEFORE_YEAR", "DIGITS", "MONTH_WORDS", "NAKED", "NUMBER_BEFORE", "START"]


# OCR reads 1 as l or i and 0 as o; only inside a form that nothing else can be.
DIGITS = str.maketrans("lio|", "1101")

_DAY = r"(?:[0-3]?[0-9]|[oli0-3][0-9oli])"
_MONTH = r"(?:[01]?[0-9]|[oli01][0-9oli])"
_YEAR = r"(?:[12l][09o][0-9ol]{2})"
_COMMA_GAP = r"[\s.,…_]{0,40}"
_FEW = "{1,4}"
_GAP = r"[\s.…_]{0,40}"  # what is left of a blank that was to be filled in by hand
MONTH_WORDS = {
    "gieng": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9, "muoi mot": 11, "muoi hai": 12, "muoi": 10, "chap": 12,
}  # fmt: skip
_MONTH_WORD = "(?:" + "|".join(word.replace(" ", r"\s") for word in MONTH_WORDS) + ")"
_FREE = r"(?<![\w/.,-])"  # no part of a longer number
_END = r"(?![^\W_]|[./]\w|-[a-z]|\s?/\s?[a-z])"  # nor its beginning
_NO_CODE = r"(?![^\W_]|\s?/\s?[a-z]|-[a-z]|[/.]\d)"  # "12/2024/NĐ-CP" is a number

ATOM = re.compile(
    rf"""
      (?P<words>                                             # ngày 03 tháng 4 năm 2018; ngày … tháng 9 năm 2023
        (?P<w_ngay>\bngay\b){_GAP}(?:mong\s)?(?P<w_d>{_DAY})?{_GAP}
        thang\b{_GAP}(?:(?P<w_m>{_MONTH})(?!\d)|(?P<w_mw>{_MONTH_WORD})\b)?
        (?:{_COMMA_GAP}nam\b{_GAP}|\s?[/-]\s?)
        (?:(?P<w_y>{_YEAR}){_NO_CODE}|(?P<w_cut>(?:20[0-9]?|19[0-9]?)(?=[\s.…_,;)]|$)))
      )
    | (?P<plain>                                             # tháng 4 năm 2018; 25 tháng 5 năm 2025
        (?:{_FREE}(?P<v_d>[0-3]?[0-9])\s)?\bthang\s(?:(?P<v_m>{_MONTH})|(?P<v_mw>{_MONTH_WORD}))
        [\s,]{_FEW}nam\s(?:(?P<v_y>{_YEAR}){_NO_CODE}|(?P<v_cut>[.…_]{{2,}}))
      )
    | (?P<numeric>                                           # 19/10/2022; 25-8-2004; 25.8.2004
        (?:\bngay{_GAP}(?<![/.,-])|{_FREE})(?P<n_d>{_DAY})\s?(?P<n_sep>[/.-])\s?(?P<n_m>{_MONTH})\s?(?P=n_sep)\s?
        (?P<n_y>{_YEAR}){_NO_CODE}
      )
    | (?P<gap>                                               # ngày /5/2026; ngày / /2026
        \bngay{_GAP}/\s?(?:(?P<g_m>{_MONTH})\s?)?{_GAP}/\s?(?P<g_y>{_YEAR}){_NO_CODE}
      )
    | (?P<short>                                             # ngày 25-8-79, of old papers
        \bngay\s(?P<s_d>{_DAY})\s?(?P<s_sep>[/-])\s?(?P<s_m>{_MONTH})\s?(?P=s_sep)\s?(?P<s_y>[0-9]{{2}}){_NO_CODE}
      )
    | (?P<day_month_year>                                    # ngày 28/02 năm 2026; ngày 28/02 2026
        \bngay\s(?P<y_d>{_DAY})\s?[/-]\s?(?P<y_m>{_MONTH})\s?,?\s(?:nam\s)?(?P<y_y>{_YEAR}){_NO_CODE}
      )
    | (?P<day_month>                                         # ngày 24/11; ngày 30 tháng 4
        (?:\bngay\s(?:mong\s)?|(?:(?<=\btu\s)|(?<=\bden\s)|(?<=\btoi\s)|(?<=\btruoc\s)|(?<=\bnhat\s))(?=\d+\sthang\s))
        (?P<d_d>{_DAY})
        (?:\s?[/-]\s?(?P<d_m>[01]?[0-9])|\sthang\s(?:(?P<d_m2>[01]?[0-9])|(?P<d_mw>{_MONTH_WORD})))
        (?![\w]|\s?[/-]\s?\d)
      )
    | (?P<months>                                            # 6 tháng đầu năm 2025; 10 tháng năm 2025
        {_FREE}(?P<h_n>[01]?[0-9]|sau|ba|chin)\sthang\s
        (?:(?P<h_side>dau|cuoi)\s(?:cua\s)?nam(?:\s(?P<h_y>{_YEAR}))?|nam\s(?P<h_y2>{_YEAR})){_END}
      )
    | (?P<half>\bnua\s(?P<f_side>dau|cuoi)\snam\s(?P<f_y>{_YEAR}){_END})      # nửa đầu năm 2026
    | (?P<month_year>\bthang\s?(?P<m_m>{_MONTH})\s?[/-]\s?(?P<m_y>{_YEAR}){_NO_CODE})        # tháng 11/2023
    | (?P<month>\bthang\s(?P<o_m>[01]?[0-9])(?![\w]|\s?/\s?\d|[.,]\d|\slan\b))          # tháng 7
    | (?P<quarter>                                           # quý II/2025; quý 3 năm 2025; quý IV
        \bqu[yi]\s(?P<q_n>iv|[il1]v|[il1]{{1,3}}|[1-4])(?!\w|[.,]\d)
        (?:\s?,?\s?(?:(?:nam|cua\snam)\s|[/-]\s?(?:nam\s)?)?(?P<q_y>{_YEAR}){_END})?
      )
    | (?P<years>                                             # năm 2026 - 2027; giai đoạn 2011-2020
        (?:\b(?:giai\sdoan|nhiem\sky|thoi\sky|nien\skhoa|nam\shoc|cac\snam|nam|[35]\snam)\s)?
        {_FREE}(?P<p_1>{_YEAR})\s?-\s?(?:nam\s)?(?P<p_2>{_YEAR}){_END}
      )
    | (?P<year>\bnam\s?(?P<a_y>{_YEAR}){_END})                  # năm 2025
    | (?P<day>\bngay\s(?:mong\s)?(?P<i_d>[0-3]?[0-9])(?!\w|\s?/|[.,]\d))                 # ngày 17 (đến ngày 20/11/2025)
    """,
    re.VERBOSE,
)

# Where an atom can begin: tried first, since the atoms themselves are slow to look for.
START = re.compile(r"ngay|thang|nam|qu[yi]|nua|giai|nhiem|thoi|nien|cac|sau|ba|chin|\d+")

# A value that shares the head of the one before it: "tháng 11 - [12/2025]", "đến năm 2030, [2045]".
NAKED = re.compile(
    rf"""
      (?P<numeric>(?P<n_d>{_DAY})\s?(?P<n_sep>[/.-])\s?(?P<n_m>{_MONTH})\s?(?P=n_sep)\s?(?P<n_y>{_YEAR}){_NO_CODE})
    | (?P<words>(?P<w_d>{_DAY}){_GAP}thang\b{_GAP}(?:(?P<w_m>{_MONTH})(?!\d)|(?P<w_mw>{_MONTH_WORD})\b)
        (?:[\s,]{_FEW}nam\b\s|\s?[/-]\s?)(?P<w_y>{_YEAR}){_NO_CODE})
    | (?P<month_year>(?P<m_m>{_MONTH})(?:\s?/\s?|\s,?\s?nam\s)(?P<m_y>{_YEAR}){_NO_CODE})
    | (?P<day_month>(?P<d_d>{_DAY})
        (?:\s?/\s?(?P<d_m>[01]?[0-9])|\sthang\s(?:(?P<d_m2>[01]?[0-9])|(?P<d_mw>{_MONTH_WORD})))(?!\w|\s?/))
    | (?P<quarter>(?P<q_n>iv|[il1]v|[il1]{{1,3}}|[1-4])(?!\w)
        (?:\s?,?\s?(?:nam\s|[/-]\s?(?:nam\s)?)?(?P<q_y>{_YEAR}){_END})?)
    | (?P<year>(?P<a_y>{_YEAR}){_END})
    | (?P<bare>(?P<b_n>[0-3]?[0-9])(?!\w|[./,]\d|\s?%))
    """,
    re.VERBOSE,
)

# The month and year alone, good in a cell or behind a preposition: "6/2025".
BARE_MONTH = re.compile(rf"{_FREE}(?P<m_m>0?[1-9]|1[0-2])\s?/\s?(?P<m_y>(?:19|20)[0-9]{{2}}){_NO_CODE}")
# Day and month without "ngày", good only behind a preposition: "trước 9/4".
BARE_DAY = re.compile(rf"{_FREE}(?P<d_d>{_DAY})\s?/\s?(?P<d_m>[01]?[0-9])(?!\w|\s?/|[.,]\d)")
# Where the marks are lost, only these make "nam" a year.
BEFORE_YEAR = re.compile(r"\b(?:den|trong|tu|vao|cuoi|dau|het|truoc|hoc)\s$")
NUMBER_BEFORE = re.compile(r"(?:\bso|\bluat|\bdinh|\bquyet|\btu|\bthi|\bdiem|\bkhoan|\bdieu|\blenh)\s*:?\s*$")
