#!/usr/bin/env python3
"""Makes fashion-mnist-sample/ from the full set: the first 600 training and 100 test pictures of each class.

    data-prep/fashion-mnist.sh DIR && python3 data-prep/make-sample.py DIR data-prep/fashion-mnist-sample

The pictures stay in the order of the full files. The same input always gives the same bytes.
Needs python3 (standard library only) and GNU gzip, whose output, unlike zlib's, is the same on all machines.
"""
import gzip
import pathlib
import shutil
import struct
import subprocess
import sys

IMAGES_MAGIC = 0x00000803
LABELS_MAGIC = 0x00000801
CLASSES = 10
PER_CLASS = {"train": 600, "t10k": 100}


def content(folder, name):
    for path, opening in ((folder / (name + ".gz"), gzip.open), (folder / name, open)):
        if path.is_file():
            with opening(path, "rb") as file:
                return file.read()
    sys.exit(f"make-sample.py: {folder / name}[.gz]: no such file; make the folder with fashion-mnist.sh")


def first_of_each_class(labels, per_class):
    """The positions to keep, ascending."""
    kept, seen = [], [0] * CLASSES
    for position, label in enumerate(labels):
        if seen[label] < per_class:
            seen[label] += 1
            kept.append(position)
    return kept


def write(path, data):
    with open(path, "wb") as file:
        subprocess.run(["gzip", "-9", "-n"], input=data, stdout=file, check=True)


def sample(source, target, split, per_class):
    images_name, labels_name = f"{split}-images-idx3-ubyte", f"{split}-labels-idx1-ubyte"
    images, labels = content(source, images_name), content(source, labels_name)
    magic, count, rows, columns = struct.unpack_from(">iiii", images)
    assert magic == IMAGES_MAGIC and struct.unpack_from(">ii", labels) == (LABELS_MAGIC, count), split
    size = rows * columns
    kept = first_of_each_class(labels[8:], per_class)
    assert len(kept) == CLASSES * per_class, f"{split}: {len(kept)} pictures"
    header = struct.pack(">iiii", IMAGES_MAGIC, len(kept), rows, columns)
    write(target / (images_name + ".gz"), header + b"".join(images[16 + i * size : 16 + (i + 1) * size] for i in kept))
    write(
        target / (labels_name + ".gz"),
        struct.pack(">ii", LABELS_MAGIC, len(kept)) + bytes(labels[8 + i] for i in kept),
    )


def main():
    if len(sys.argv) != 3:
        sys.exit("make-sample.py: say from where to where: make-sample.py FULL_SET_FOLDER SAMPLE_FOLDER")
    source, target = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    target.mkdir(parents=True, exist_ok=True)
    for split, per_class in PER_CLASS.items():
        sample(source, target, split, per_class)
    shutil.copyfile(source / "classes.txt", target / "classes.txt")


if __name__ == "__main__":
    main()
