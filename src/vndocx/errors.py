"""What can go wrong, each with an exit code and a word on what to do next.

    VndocxError                     1   a fault of vndocx itself
    ├─ InputError                       the file cannot be used
    │  ├─ FileUnreadable           10   missing, or no right to read it
    │  ├─ EmptyFile                11
    │  ├─ UnsupportedType          12   not one of the types that vndocx reads
    │  ├─ DamagedFile              13   truncated or torn
    │  ├─ EncryptedFile            14
    │  ├─ TooLarge                 15   pixels, bytes or pages beyond the limits
    │  ├─ NoPages                  16
    │  ├─ BlankDocument            17   nothing printed on any page
    │  ├─ NotVietnamese            18
    │  └─ ImageTooSmall            19
    ├─ SetupError                       the machine lacks something
    │  ├─ ToolMissing              20   tesseract
    │  ├─ LanguageDataMissing      21   tesseract's Vietnamese data
    │  └─ PackageMissing           22   an optional Python package
    ├─ LimitError                       the file took too much
    │  ├─ TimeLimit                30
    │  ├─ MemoryLimit              31
    │  ├─ WorkerCrashed            32
    │  └─ OcrFailed                33   the engine stopped with an error or hung
    ├─ OutputError                      the result cannot be kept
    │  ├─ OutputUnwritable         40
    │  └─ OutputInUse              41   another run works on the same folder
    ├─ SettingsError               42   settings, lexicon or model files are wrong
    └─ BadRecord                   43   a record does not fit the schema

Exit code 0 is success, 2 wrong usage (from the command line), 3 a batch in which some files failed.
"""

from __future__ import annotations

from typing import ClassVar

__all__ = [
    "BATCH_HAD_FAILURES",
    "BadRecord",
    "BlankDocument",
    "DamagedFile",
    "EmptyFile",
    "EncryptedFile",
    "FileUnreadable",
    "ImageTooSmall",
    "InputError",
    "LanguageDataMissing",
    "LimitError",
    "MemoryLimit",
    "NoPages",
    "NotVietnamese",
    "OcrFailed",
    "OutputError",
    "OutputInUse",
    "OutputUnwritable",
    "PackageMissing",
    "SettingsError",
    "SetupError",
    "TimeLimit",
    "TooLarge",
    "ToolMissing",
    "UnsupportedType",
    "VndocxError",
    "WorkerCrashed",
]

BATCH_HAD_FAILURES = 3


class VndocxError(Exception):
    """Any error of vndocx: a message, ``exit_code``, ``code`` (its class in a ledger) and ``hint``."""

    exit_code: ClassVar[int] = 1
    code: ClassVar[str] = "internal"
    advice: ClassVar[str] = "This is a fault of vndocx: please report it with the traceback (run with --debug)."

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint if hint is not None else self.advice

    def __reduce__(self) -> tuple[type[VndocxError], tuple[str, str]]:
        return type(self), (self.message, self.hint)


class InputError(VndocxError):
    """The file cannot be used."""

    code = "input"


class FileUnreadable(InputError):
    """Missing, or no right to read it."""

    exit_code, code = 10, "unreadable"
    advice = "Check the path, and that your account may read the file."


class EmptyFile(InputError):
    """Zero bytes."""

    exit_code, code = 11, "empty"
    advice = "The file holds no bytes: copy or scan it again."


class UnsupportedType(InputError):
    """Not one of the types that vndocx reads."""

    exit_code, code = 12, "unsupported"
    advice = "vndocx reads PDF, PNG, JPEG, TIFF, WebP, DOCX, TXT and Markdown: save the paper as one of these."


class DamagedFile(InputError):
    """Truncated or torn."""

    exit_code, code = 13, "damaged"
    advice = "The file is cut short or torn: copy it again from its source, or scan the paper again."


class EncryptedFile(InputError):
    """A password is needed to open it."""

    exit_code, code = 14, "encrypted"
    advice = "Save a copy without a password and give vndocx that copy."


class TooLarge(InputError):
    """Pixels, bytes or pages beyond the limits."""

    exit_code, code = 15, "too_large"
    advice = "Split the file, or scan at 200 to 300 dpi; limits can be raised in the settings."


class NoPages(InputError):
    """A document without a page."""

    exit_code, code = 16, "no_pages"
    advice = "The file has no page: export or scan it again."


class BlankDocument(InputError):
    """Nothing is printed on any page."""

    exit_code, code = 17, "blank"
    advice = "No print was found on any page: check that the right side was scanned."


class NotVietnamese(InputError):
    """The text is not Vietnamese."""

    exit_code, code = 18, "not_vietnamese"
    advice = "vndocx reads Vietnamese papers only: take this file out of the batch."


class ImageTooSmall(InputError):
    """Too few pixels to hold print."""

    exit_code, code = 19, "too_small"
    advice = "The picture is too small to hold print: scan the page at 200 to 300 dpi."


class SetupError(VndocxError):
    """The machine lacks something."""

    code = "setup"


class ToolMissing(SetupError):
    """A program is not installed."""

    exit_code, code = 20, "tool_missing"
    advice = "Install it with: sudo apt-get install tesseract-ocr tesseract-ocr-vie tesseract-ocr-osd"


class LanguageDataMissing(SetupError):
    """Tesseract has no data for a language."""

    exit_code, code = 21, "language_data_missing"
    advice = "Install it with: sudo apt-get install tesseract-ocr-vie"


class PackageMissing(SetupError):
    """An optional Python package is not installed."""

    exit_code, code = 22, "package_missing"


class LimitError(VndocxError):
    """The file took too much time or memory."""

    code = "limit"


class TimeLimit(LimitError):
    """The file took longer than allowed."""

    exit_code, code = 30, "timeout"
    advice = "Raise --timeout, or look at the file: it may be damaged."


class MemoryLimit(LimitError):
    """The file took more memory than allowed."""

    exit_code, code = 31, "memory"
    advice = "Raise --memory, or split the file."


class WorkerCrashed(LimitError):
    """The process that read the file died."""

    exit_code, code = 32, "crashed"
    advice = "The process that read the file died twice: the file is likely damaged. Look at it by hand."


class OcrFailed(LimitError):
    """The OCR engine stopped with an error or hung."""

    exit_code, code = 33, "ocr_failed"
    advice = "Run 'vndocx doctor' to check Tesseract; if it is well, scan the page again."


class OutputError(VndocxError):
    """The result cannot be kept."""

    code = "output"


class OutputUnwritable(OutputError):
    """No right or no room to write."""

    exit_code, code = 40, "unwritable"
    advice = "Check that the folder exists, that your account may write there, and that the disk has room."


class OutputInUse(OutputError):
    """Another run works on the same folder."""

    exit_code, code = 41, "in_use"
    advice = "Wait for the other run to end, or give this one another output folder."


class SettingsError(VndocxError):
    """Settings, lexicon or model files are wrong."""

    exit_code, code = 42, "settings"
    advice = "Correct the named key in the named file."


class BadRecord(VndocxError):
    """A record does not fit the schema."""

    exit_code, code = 43, "bad_record"
    advice = "Make the record again with 'vndocx extract'."
