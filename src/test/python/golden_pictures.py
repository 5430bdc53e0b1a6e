"""Golden pictures and their pixels from Pillow, for org.sparkresnet.image.PictureDecoderTest.

    python golden_pictures.py ../resources/org/sparkresnet/image

needs Pillow and numpy (made with Pillow 9.4.0 on libjpeg-turbo 2.1.5). Each picture is computed by a formula and
written as a small JPEG or PNG; decoded.txt gets one line per file: name, rows, columns and the SHA-256 of the pixels
[rows, columns, 3] that Pillow's convert("RGB") answers. Two exceptions:
  gray-16.png   Pillow clips 16-bit gray to 255 instead of scaling it; the line is that of the upper 8 bits
  cmyk.jpg      Pillow rounds where OpenCV cuts off; the pixels themselves stand in cmyk.rgb, so that a test can tell
                how far they are apart
"""
import hashlib
import io
import struct
import sys
import zlib
from pathlib import Path

import numpy
from PIL import Image

ROWS = 37
COLUMNS = 53


def plane(channel):
    """Waves with some edges, [ROWS, COLUMNS], 0 to 255."""
    row, column = numpy.mgrid[0:ROWS, 0:COLUMNS]
    waves = 90 * numpy.sin(row / (5 + channel)) + 60 * numpy.cos(column / 7 + channel)
    return numpy.clip(waves + 128 + 40 * ((row // 9 + column // 11) % 2), 0, 255).astype(numpy.uint8)


def picture(mode):
    planes = [plane(channel) for channel in range(len(mode))]
    return Image.fromarray(planes[0] if len(planes) == 1 else numpy.dstack(planes), mode)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(bits, color, lines):
    """A PNG of a kind that Pillow does not write; lines are the bytes of each row."""
    header = struct.pack(">IIBBBBB", COLUMNS, ROWS, bits, color, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + line for line in lines))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def saved(image, kind, **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def exif_turned():
    exif = Image.Exif()
    exif[0x0112] = 6
    return exif.tobytes()


def with_thumbnail():
    """A whole JPEG, with an end of its own, within the first segment."""
    inner = saved(picture("RGB").resize((16, 12)), "JPEG")
    segment = b"\xff\xe1" + struct.pack(">H", len(inner) + 8) + b"Exif\0\0" + inner
    outer = saved(picture("RGB"), "JPEG")
    return outer[:2] + segment + outer[2:]


def files():
    sixteen = [plane(channel).astype(numpy.uint16) * 256 + 200 for channel in range(3)]
    colors = picture("RGB").quantize(200)
    return {
        "baseline-420.jpg": saved(picture("RGB"), "JPEG", quality=85, subsampling="4:2:0"),
        "baseline-422.jpg": saved(picture("RGB"), "JPEG", quality=85, subsampling="4:2:2"),
        "baseline-444.jpg": saved(picture("RGB"), "JPEG", quality=85, subsampling="4:4:4"),
        "progressive.jpg": saved(picture("RGB"), "JPEG", quality=85, progressive=True),
        "gray.jpg": saved(picture("L"), "JPEG", quality=85),
        "cmyk.jpg": saved(picture("CMYK"), "JPEG", quality=85),
        "exif-turned.jpg": saved(picture("RGB"), "JPEG", quality=85, exif=exif_turned()),
        "thumbnail.jpg": with_thumbnail(),
        "trailing-bytes.jpg": saved(picture("RGB"), "JPEG", quality=85) + b"not of the picture",
        "color.png": saved(picture("RGB"), "PNG"),
        "alpha.png": saved(picture("RGBA"), "PNG"),
        "palette.png": saved(colors, "PNG"),
        "palette-transparent.png": saved(colors, "PNG", transparency=3),
        "palette-2-bit.png": saved(picture("RGB").quantize(4), "PNG", bits=2),
        "gray.png": saved(picture("L"), "PNG"),
        "gray-alpha.png": saved(picture("LA"), "PNG"),
        "bilevel.png": saved(picture("L").convert("1"), "PNG"),
        "gray-16.png": png(16, 0, [line.astype(">u2").tobytes() for line in sixteen[0]]),
        "color-16.png": png(16, 2, [line.astype(">u2").tobytes() for line in numpy.dstack(sixteen)]),
    }


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for name, data in files().items():
        (folder / name).write_bytes(data)
        rgb = Image.open(io.BytesIO(data)).convert("RGB")
        pixels = numpy.asarray(rgb)
        if name == "gray-16.png":
            pixels = numpy.dstack([plane(0)] * 3)
        if name == "cmyk.jpg":
            (folder / "cmyk.rgb").write_bytes(pixels.tobytes())
        lines.append(f"{name} {pixels.shape[0]} {pixels.shape[1]} {hashlib.sha256(pixels.tobytes()).hexdigest()}")
    (folder / "decoded.txt").write_text("\n".join(lines) + "\n")


main(Path(sys.argv[1]))
