# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes computed launch windows as a manifest reads them, or checks a file against them."""
import argparse
import pathlib
import sys


def run(usage, path, windows):
    """Writes `windows`, pairs of days, to a file (`path` unless told), or with `--check` compares."""
    parser = argparse.ArgumentParser(usage=usage, add_help=False)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("file", nargs="?", type=pathlib.Path, default=path)
    options = parser.parse_args()
    text = "open,close\n" + "".join(f"{first},{last}\n" for first, last in windows)
    if not options.check:
        options.file.write_text(text)
    elif options.file.read_text() != text:
        sys.exit(f"{options.file} is not what {pathlib.Path(sys.argv[0]).name} computes")
