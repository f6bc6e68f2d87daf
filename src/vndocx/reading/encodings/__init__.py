"""Vietnamese before Unicode: TCVN3, VNI, VISCII and VPS text, told from good text and decoded."""

from vndocx.reading.encodings.detection import Encoding, decoded, detect, from_font

__all__ = ["Encoding", "decoded", "detect", "from_font"]
