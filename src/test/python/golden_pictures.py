"""Golden pictures from Pillow and torchvision, for the tests of org.sparkresnet.image.

    python golden_pictures.py ../resources/org/sparkresnet/image

needs Pillow, torchvision, numpy and libjpeg-turbo's cjpeg on the path (made with Pillow 9.4.0 on libjpeg-turbo 2.1.5 and torchvision 0.14.1). Each picture
is computed by a formula and written as a small JPEG or PNG; decoded.txt gets one line per file: name, rows, columns and the SHA-256 of the pixels
[rows, columns, 3] that Pillow's convert("RGB") answers. One exception:
  gray-16.png   Pillow clips 16-bit gray to 255 instead of scaling it; the line is that of the upper 8 bits
resized.txt has what Image.crop and Image.resize make of pictures of another formula, FORMULA below, which the tests
compute too: rows, columns and channels of the picture; top, left, height and width of the crop; rows and columns of
the outcome; the SHA-256 of its pixels.
transformed.txt has what torchvision's transforms make of them: transform, its number, rows and columns of the picture,
rows and columns of the outcome, SHA-256. The transform middle is RandomResizedCrop(32) where every try fails.
"""
import hashlib
import io
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

import numpy
from PIL import Image
from torchvision import transforms
from torchvision.transforms import functional

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


def cjpeg(size, *options):
    """What Pillow does not write: odd sampling, restarts, components in scans of their own."""
    image = io.BytesIO()
    picture("RGB").crop((0, 0, *size)).save(image, "PPM")
    return subprocess.run(["cjpeg", "-quality", "80", *options], input=image.getvalue(), capture_output=True, check=True).stdout


def as_ycck(data):
    """The same file with another color transform in Adobe's segment."""
    at = data.index(b"Adobe") + 11
    assert data[at] == 0
    return data[:at] + b"\2" + data[at + 1:]


def odd_files():
    whole = (COLUMNS, ROWS)
    scans = tempfile.NamedTemporaryFile("w", suffix=".txt")
    scans.write("0;\n2;\n1;\n")
    scans.flush()
    return {
        "sampling-440.jpg": cjpeg(whole, "-sample", "1x2"),
        "sampling-411.jpg": cjpeg(whole, "-sample", "4x1"),
        "sampling-410.jpg": cjpeg(whole, "-sample", "4x2"),
        "sampling-1x4.jpg": cjpeg(whole, "-sample", "1x4"),
        "sampling-uneven.jpg": cjpeg(whole, "-sample", "2x2,2x1,1x2"),
        "sampling-coarse-light.jpg": cjpeg(whole, "-sample", "1x1,1x1,2x2"),
        "optimized.jpg": cjpeg(whole, "-optimize", "-quality", "100"),
        "coarse.jpg": cjpeg(whole, "-quality", "5"),
        "restarts.jpg": cjpeg(whole, "-restart", "3B"),
        "restarts-every-row.jpg": cjpeg(whole, "-restart", "1", "-sample", "1x1"),
        "progressive-restarts.jpg": cjpeg(whole, "-progressive", "-restart", "5B", "-sample", "2x1"),
        "progressive-444.jpg": cjpeg(whole, "-progressive", "-sample", "1x1"),
        "progressive-411.jpg": cjpeg(whole, "-progressive", "-sample", "4x1"),
        "three-scans.jpg": cjpeg(whole, "-scans", scans.name),
        "rgb.jpg": cjpeg(whole, "-rgb"),
        "one-pixel.jpg": cjpeg((1, 1)),
        "three-columns.jpg": cjpeg((3, 5)),
        "four-columns.jpg": cjpeg((4, 17)),
        "two-rows.jpg": cjpeg((31, 2)),
        "sixteen.jpg": cjpeg((16, 16)),
        "cmyk-progressive.jpg": saved(picture("CMYK"), "JPEG", quality=85, progressive=True),
        "ycck.jpg": as_ycck(saved(picture("CMYK"), "JPEG", quality=85)),
        "color.bmp": saved(picture("RGB"), "BMP"),
        "palette.bmp": saved(picture("RGB").quantize(200), "BMP"),
        "bilevel.bmp": saved(picture("L").convert("1"), "BMP"),
        "gray.bmp": saved(picture("L"), "BMP"),
    }


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


def formula(rows, columns, channels):
    """FORMULA: a picture of whole numbers alone, [rows, columns, channels]."""
    row, column, channel = numpy.mgrid[0:rows, 0:columns, 0:channels]
    level = (3 * row * row + (7 + 4 * channel) * column + row * column // 5) % 256
    return Image.fromarray(level.astype(numpy.uint8) if channels == 3 else level[:, :, 0].astype(numpy.uint8))


def sha256(image):
    return hashlib.sha256(numpy.asarray(image).tobytes()).hexdigest()


def resized():
    cases = [
        (5, 7, 1, (0, 0, 5, 7), (5, 7)), (5, 7, 3, (0, 0, 5, 7), (2, 3)), (5, 7, 3, (0, 0, 5, 7), (9, 20)),
        (1, 1, 3, (0, 0, 1, 1), (8, 8)), (64, 1, 1, (0, 0, 64, 1), (1, 9)), (1, 300, 3, (0, 0, 1, 300), (3, 1)),
        (28, 28, 1, (0, 0, 28, 28), (32, 32)), (375, 500, 3, (0, 0, 375, 500), (256, 341)),
        (375, 500, 3, (0, 0, 375, 500), (375, 100)), (375, 500, 3, (0, 0, 375, 500), (100, 500)),
        (375, 500, 3, (31, 77, 200, 301), (224, 224)), (375, 500, 3, (374, 499, 1, 1), (224, 224)),
        (333, 500, 1, (100, 3, 233, 160), (97, 224)), (1200, 90, 3, (0, 0, 1200, 90), (7, 480)),
        (2000, 30, 1, (5, 1, 1990, 28), (1, 1)), (50, 60, 3, (10, 10, 30, 33), (30, 33)),
    ]
    for rows, columns, channels, (top, left, height, width), (out_rows, out_columns) in cases:
        crop = formula(rows, columns, channels).crop((left, top, left + width, top + height))
        outcome = crop.resize((out_columns, out_rows), Image.Resampling.BILINEAR)
        yield (f"{rows} {columns} {channels} {top} {left} {height} {width} {out_rows} {out_columns} "
               f"{sha256(outcome)}")


def transformed():
    shapes = [(375, 500), (500, 375), (500, 333), (331, 499), (64, 65), (65, 64), (30, 31), (1, 50), (50, 1), (37, 53)]
    kinds = {
        "resize": (transforms.Resize, (7, 64, 96)),
        "center-crop": (transforms.CenterCrop, (1, 8, 31, 64, 65, 400)),
        "middle": (lambda size: transforms.RandomResizedCrop(size, scale=(2, 2)), (32,)),
    }
    for name, (transform, numbers) in kinds.items():
        for number in numbers:
            for rows, columns in shapes:
                outcome = transform(number)(formula(rows, columns, 3))
                yield f"{name} {number} {rows} {columns} {outcome.height} {outcome.width} {sha256(outcome)}"


def adjust_hue(image, factor):
    """torchvision's, whose 0.14 stops at negative shifts under numpy 2; written as in 0.16 and later."""
    hue, saturation, value = image.convert("HSV").split()
    levels = numpy.array(hue, dtype=numpy.uint8) + numpy.int32(factor * 255).astype(numpy.uint8)
    return Image.merge("HSV", (Image.fromarray(levels, "L"), saturation, value)).convert("RGB")


def adjusted():
    """What torchvision's functions that ColorJitter is made of make of FORMULA, 45 rows, 67 columns."""
    image = formula(45, 67, 3)
    cases = {
        "brightness": (functional.adjust_brightness, (0, 0.3, 0.77, 1, 1.4, 3)),
        "contrast": (functional.adjust_contrast, (0, 0.3, 0.77, 1, 1.4, 3)),
        "saturation": (functional.adjust_saturation, (0, 0.3, 0.77, 1, 1.4, 3)),
        "hue": (adjust_hue, (-0.5, -0.31, -0.05, 0, 0.002, 0.1, 0.4, 0.5)),
    }
    for name, (adjust, factors) in cases.items():
        for factor in factors:
            yield f"{name} {factor} {sha256(adjust(image, factor))}"


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "adjusted.txt").write_text("\n".join(adjusted()) + "\n")
    (folder / "resized.txt").write_text("\n".join(resized()) + "\n")
    (folder / "transformed.txt").write_text("\n".join(transformed()) + "\n")
    lines = []
    for name, data in (files() | odd_files()).items():
        (folder / name).write_bytes(data)
        rgb = Image.open(io.BytesIO(data)).convert("RGB")
        pixels = numpy.asarray(rgb)
        if name == "gray-16.png":
            pixels = numpy.dstack([plane(0)] * 3)
        lines.append(f"{name} {pixels.shape[0]} {pixels.shape[1]} {hashlib.sha256(pixels.tobytes()).hexdigest()}")
    (folder / "decoded.txt").write_text("\n".join(lines) + "\n")


main(Path(sys.argv[1]))
