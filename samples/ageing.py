"""Turn a set paper into what a scanner, a copier or a telephone makes of it."""

from __future__ import annotations

import math
import re
import zlib
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
from PIL import Image, ImageDraw, ImageFont
from typesetting import Paper

Pixels = np.ndarray


def age(paper: Paper, kind: str, seed: str) -> list[Image.Image]:
    """The pages as pictures; ``kind`` is scan-light, scan-medium, scan-heavy, typewriter or phone."""
    random = np.random.default_rng(zlib.crc32(f"{seed}/{kind}".encode()))
    dpi = 150 if kind == "scan-heavy" else 200
    pages = []
    document = pypdfium2.PdfDocument(paper.pdf)
    for number in range(1, len(document) + 1):
        picture = np.array(document[number - 1].render(scale=dpi / 72).to_pil().convert("RGB"))
        if number == paper.seal_page:
            picture = stamp(picture, paper.seal_at, dpi, random)
        pages.append(Image.fromarray(_AGES[kind](picture, random)))
    for page in pages:
        page.info["dpi"] = (dpi, dpi)
    return pages


def save(pages: list[Image.Image], target: Path) -> None:
    """Write the pages as the suffix asks: PDF and TIFF hold all, WebP and JPEG must be one."""
    dpi = pages[0].info["dpi"]
    if target.suffix == ".pdf":
        quality = {} if pages[0].mode == "1" else {"quality": 60}
        pages[0].save(target, save_all=True, append_images=pages[1:], resolution=dpi[0], **quality)
        data = re.sub(rb"(?<=Date \()D:[0-9]+", _noon, target.read_bytes())  # Pillow writes the clock into the file
        target.write_bytes(data)
    elif target.suffix == ".tiff":
        pages[0].save(target, save_all=True, append_images=pages[1:], dpi=dpi, compression="jpeg", quality=60)
    else:
        (page,) = pages
        page.save(target, dpi=dpi, quality=72)


def _noon(clock: re.Match[bytes]) -> bytes:
    return b"D:20240101120000"[: len(clock[0])].ljust(len(clock[0]), b"0")


def stamp(picture: Pixels, at: tuple[float, float], dpi: int, random: np.random.Generator) -> Pixels:
    """The page with a round red seal over the left of the signature, and a blue stroke."""
    size = int(36 / 25.4 * dpi)
    seal = Image.new("L", (size, size), 255)
    draw = ImageDraw.Draw(seal)
    wide = max(2, size // 50)
    draw.ellipse((wide, wide, size - wide, size - wide), outline=0, width=wide)
    draw.ellipse((size * 0.27, size * 0.27, size * 0.73, size * 0.73), outline=0, width=wide // 2 + 1)
    font = ImageFont.truetype("/usr/share/fonts/truetype/croscore/Tinos-Bold.ttf", size // 11)
    words = "ĐƠN VỊ MẪU * LƯU TRỮ MẪU * "
    for index, letter in enumerate(words):
        turn = 2 * math.pi * index / len(words)
        glyph = Image.new("L", (size // 6, size // 6), 255)
        ImageDraw.Draw(glyph).text((size // 12, size // 12), letter, font=font, fill=0, anchor="mm")
        glyph = glyph.rotate(-math.degrees(turn), fillcolor=255)
        x = size / 2 + math.sin(turn) * size * 0.37 - glyph.width / 2
        y = size / 2 - math.cos(turn) * size * 0.37 - glyph.height / 2
        seal.paste(0, (int(x), int(y)), Image.eval(glyph, lambda value: 255 - value))
    points = [
        (size / 2 + r * math.sin(k * math.pi / 5), size / 2 - r * math.cos(k * math.pi / 5))
        for k in range(10)
        for r in [size * (0.17 if k % 2 == 0 else 0.07)]
    ]
    draw.polygon(points, fill=0)
    ink = np.array(seal.rotate(float(random.uniform(-20, 20)), fillcolor=255), dtype=np.float32) / 255
    strength = (1 - ink)[..., None] * random.uniform(0.55, 0.85, ink.shape)[..., None]
    out = picture.astype(np.float32)
    left = int(at[0] * dpi / 72 + 24 / 25.4 * dpi - size / 2)
    top = int(at[1] * dpi / 72 - size * 0.62)
    left, top = max(0, left), max(0, min(top, out.shape[0] - size))
    patch = out[top : top + size, left : left + size]
    patch *= 1 - strength[: patch.shape[0], : patch.shape[1]] * (1 - np.array([205, 35, 45]) / 255)
    picture = out.clip(0, 255).astype(np.uint8)
    x, y = left + size * 0.7, top + size * 0.45
    curve = [
        (int(x + t * size * 0.16), int(y + math.sin(t * 2.1) * size * 0.14 * (1 - t / 9)))
        for t in np.linspace(0, 7, 60)
    ]
    cv2.polylines(picture, [np.array(curve)], False, (40, 50, 150), max(2, dpi // 90), cv2.LINE_AA)
    return picture


def skew(picture: Pixels, degrees: float, paper: int = 250) -> Pixels:
    high, wide = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), degrees, 1)
    return cv2.warpAffine(picture, turn, (wide, high), borderValue=(paper,) * 3, flags=cv2.INTER_CUBIC)


def light(picture: Pixels, random: np.random.Generator) -> Pixels:
    """A good office scanner."""
    picture = skew(picture, float(random.uniform(0.4, 0.9) * random.choice([-1, 1])))
    soft = cv2.GaussianBlur(picture, (0, 0), 0.6).astype(np.float32) * 0.93 + 12
    return (soft + random.normal(0, 4, soft.shape)).clip(0, 255).astype(np.uint8)


def medium(picture: Pixels, random: np.random.Generator) -> Pixels:
    """A poor scanner: faded, tinted, unevenly lit."""
    picture = skew(picture, float(random.uniform(1.1, 1.7) * random.choice([-1, 1])))
    soft = cv2.GaussianBlur(cv2.erode(picture, np.ones((2, 2), np.uint8)), (0, 0), 0.9).astype(np.float32)
    high, wide = soft.shape[:2]
    fog = cv2.resize(random.uniform(0, 1, (5, 4)).astype(np.float32), (wide, high), interpolation=cv2.INTER_CUBIC)
    shade = np.linspace(0.82, 1.0, wide, dtype=np.float32)[None, :, None]
    soft = (soft + (255 - soft) * 0.45 * fog[..., None].clip(0, 1)) * shade * np.array([0.97, 0.95, 0.88])
    return (soft + random.normal(0, 7, soft.shape)).clip(0, 255).astype(np.uint8)


def heavy(picture: Pixels, random: np.random.Generator) -> Pixels:
    """A photocopy of a photocopy, in black and white."""
    grey = skew(cv2.cvtColor(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB), 2.3)[..., 0]
    grey = cv2.GaussianBlur(grey, (0, 0), 0.8).astype(np.float32) + random.normal(0, 16, grey.shape)
    bits = grey > 150
    for _ in range(220):
        y, x = (int(random.integers(0, n - 3)) for n in bits.shape)
        bits[y : y + int(random.integers(1, 3)), x : x + int(random.integers(1, 3))] = False
    bits[:, :9] = False
    return bits


def typewriter(picture: Pixels, random: np.random.Generator) -> Pixels:
    """A typed page scanned to one bit: uneven strokes, holes in them."""
    grey = skew(picture, 0.8)[..., 0].astype(np.float32)
    blot = cv2.GaussianBlur(random.normal(0, 1, grey.shape).astype(np.float32), (0, 0), 1.4) * 55
    return cv2.GaussianBlur(grey, (0, 0), 1.0) + blot > 165


def phone(picture: Pixels, random: np.random.Generator) -> Pixels:
    """A photograph: the sheet on a table, seen from the side, in the shadow of a hand."""
    high, wide = picture.shape[:2]
    margin = 90
    corners = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    moved = corners + margin + random.uniform(-45, 45, (4, 2)).astype(np.float32)
    turn = cv2.getPerspectiveTransform(corners, moved)
    size = (wide + 2 * margin, high + 2 * margin)
    table = np.full((size[1], size[0], 3), (96, 72, 52), np.float32) + random.normal(0, 9, (size[1], size[0], 1))
    sheet = cv2.warpPerspective(picture, turn, size, flags=cv2.INTER_CUBIC)
    on = cv2.warpPerspective(np.full((high, wide), 255, np.uint8), turn, size)[..., None] > 127
    out = np.where(on, sheet.astype(np.float32), table)
    shade = cv2.resize(random.uniform(0.68, 1.0, (3, 3)).astype(np.float32), size, interpolation=cv2.INTER_CUBIC)
    out = cv2.GaussianBlur(out * shade[..., None], (0, 0), 0.8) + random.normal(0, 5, out.shape)
    return out.clip(0, 255).astype(np.uint8)


_AGES = {
    "scan-light": light,
    "scan-medium": medium,
    "scan-heavy": heavy,
    "typewriter": typewriter,
    "phone": phone,
}
