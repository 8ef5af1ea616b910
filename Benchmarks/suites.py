#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The campaigns that are measured: by suite, the generator's arguments, how many seeds and how long each may take.

usage: suites.py --out DIR CAMPAIGN ...   writes the manifests of campaigns, such as 20-open5-3
"""
import argparse
import dataclasses
import hashlib
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


@dataclasses.dataclass(frozen=True)
class Suite:
    """Campaigns of one kind: `seeds` of them from a generator, or one that is a file."""
    arguments: tuple = ()
    seeds: int = 10
    limit: float = 60  # seconds for perilune
    generator: str = "campaigns.py"
    manifest: pathlib.Path | None = None
    repeats: int = 1  # least runs of perilune, of which the median counts

    def command(self, seed):
        """What makes a campaign: the generator and its arguments, the seed before any option."""
        options = next((i for i, x in enumerate(self.arguments) if x.startswith("--")), len(self.arguments))
        return [self.generator, *self.arguments[:options], str(seed), *self.arguments[options:]]


def random(*arguments, limit=60):
    return Suite(arguments, limit=limit)


SUITES = {
    "gateway": Suite(seeds=1, limit=10, manifest=HERE / "deep-space-gateway-2017.yaml", repeats=10),
    "12": random("12", "4", "8"),
    "12-open5": random("12", "4", "8", "--open", "5"),
    "20": random("20", "5", "10"),
    "20-open5": random("20", "5", "10", "--open", "5"),
    "30": random("30", "6", "10"),
    "40": random("40", "7", "12", limit=120),
    "60": random("60", "8", "12", limit=180),
    "60-completion": random("60", "8", "12", "--objectives", "completion", limit=60),
    "100": random("100", "10", "16", limit=300),
    "100-completion": random("100", "10", "16", "--objectives", "completion", limit=300),
    "binpacking": Suite(("120",), limit=30, generator="binpacking.py"),
}


def name(suite, seed):
    """The campaign's name, which is its file's, too."""
    return SUITES[suite].manifest.stem if SUITES[suite].manifest else f"{suite}-{seed}"


def origin(suite, seed):
    """Where the campaign comes from: a generator with its arguments, or a file of the project."""
    own = SUITES[suite]
    return str(own.manifest.relative_to(HERE.parent)) if own.manifest else " ".join(own.command(seed))


def manifest(suite, seed, folder):
    """The campaign's manifest, written into a folder unless it is a file already."""
    own = SUITES[suite]
    if own.manifest:
        return own.manifest
    path = pathlib.Path(folder) / f"{name(suite, seed)}.yaml"
    write(path, own.command(seed))
    return path


def write(path, command):
    """Writes what a generator makes."""
    made = subprocess.run([sys.executable, HERE / command[0], *command[1:]], check=True, capture_output=True)
    path.write_bytes(made.stdout)


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--out", required=True, type=pathlib.Path)
    p.add_argument("campaigns", nargs="+")
    a = p.parse_args()
    known = {name(suite, seed): (suite, seed) for suite, own in SUITES.items() if not own.manifest
             for seed in range(1, own.seeds + 1)}
    a.out.mkdir(parents=True, exist_ok=True)
    for campaign in a.campaigns:
        if campaign not in known:
            p.error(f"no campaign of a suite: {campaign}")
        manifest(*known[campaign], a.out)


if __name__ == "__main__":
    main()
