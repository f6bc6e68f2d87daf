"""Progress on standard error: one live line on a terminal, plain lines now and then in a log."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from typing import TextIO

from vndocx.archive.clerk import Event

__all__ = ["Progress", "clock", "one_line", "rate"]

LIVE_S, PLAIN_S = 0.2, 30.0
FILE_COST = 50_000  # what a file costs beside its bytes, in bytes
BAR = 20


@dataclass(slots=True)
class Progress:
    """Counts of a run and the line that tells them; call it with each event, and None as time passes."""

    files: int = 0
    size: int = 0
    out: TextIO = field(default_factory=lambda: sys.stderr)
    begun: float = field(default_factory=time.monotonic)
    told: float = field(default_factory=time.monotonic)
    settled: int = 0
    settled_size: int = 0
    failed: int = 0
    width: int = 0

    def expect(self, files: int, size: int) -> None:
        """Note what waits."""
        self.files, self.size = files, size

    def __call__(self, event: Event | None) -> None:
        if event is not None:
            self.settled += 1
            self.settled_size += event.size
            if event.state == "failed":
                self.failed += 1
                self.say(f"failed: {one_line(event.name)}: {event.outcome.code}: {one_line(event.outcome.message)}")
        wait = LIVE_S if self.out.isatty() else PLAIN_S
        if time.monotonic() - self.told >= wait:
            self.told = time.monotonic()
            if self.out.isatty():
                line = self.bar() + self.line()
                self.out.write("\r" + line.ljust(self.width))
                self.out.flush()
                self.width = len(line)
            else:
                self.say(self.line())

    def say(self, words: str) -> None:
        """Write a line of its own."""
        self.clear()
        self.out.write(words + "\n")
        self.out.flush()

    def clear(self) -> None:
        """Take the live line away."""
        if self.width:
            self.out.write("\r" + " " * self.width + "\r")
            self.width = 0

    def bar(self) -> str:
        """How much of the whole is done, as a bar."""
        filled = round(BAR * self._done() / max(1, self._whole())) if self.files else 0
        return "[" + "#" * min(BAR, filled) + "." * (BAR - filled) + "] "

    def _done(self) -> int:
        return self.settled_size + FILE_COST * self.settled

    def _whole(self) -> int:
        return self.size + FILE_COST * self.files

    def line(self) -> str:
        """Files settled and failed, the rate, and the time left."""
        spent = time.monotonic() - self.begun
        told = f"{self.settled}/{self.files or '?'} files"
        if self.failed:
            told += f", {self.failed} failed"
        if self.settled and spent > 0:
            told += f", {rate(self.settled, spent)}"
            if self.files and self._whole() >= self._done():
                told += f", {clock(spent * (self._whole() - self._done()) / self._done())} left"
        return told


def clock(seconds: float) -> str:
    """A time as people say it: "45 s", "12 min", "3 h 20 min"."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02d} min"


def rate(files: int, seconds: float) -> str:
    """A speed as people say it: "4.1 files/s", "9.8 files/min"."""
    each_second = files / seconds
    return f"{each_second:.1f} files/s" if each_second >= 1 else f"{60 * each_second:.1f} files/min"


def one_line(words: str) -> str:
    """``words`` without line breaks, so that an odd name cannot forge a line of the log."""
    return words.encode("unicode_escape").decode() if any(c < " " or c == "\x7f" for c in words) else words
