#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Classical bin packing as a campaign: one vehicle, a launch a week, the fewest flights.

usage: binpacking.py ELEMENTS SEED > manifest.yaml

Masses are uniform on 20 to 100, the capacity is 150. The same arguments always give the same manifest.
"""
import datetime
import random
import sys


def main():
    count, seed = int(sys.argv[1]), int(sys.argv[2])
    r = random.Random(f"bins/{count}/{seed}")
    end = datetime.date(2024, 1, 1) + datetime.timedelta(days=7 * count)
    print(f"""# SPDX-License-Identifier: GPL-3.0-or-later
# binpacking.py {count} {seed}
perilune: 1
campaign:
  name: Bin packing {count}-{seed}
  start: 2024-01-01
  end: {end}
  node: NRHO
  objectives: [flights]
windows:
  weekly: {{ from: 2024-01-01, every: 7 d, open: 1 d }}
vehicles:
  Tug: {{ windows: weekly, turnaround: 7 d, capacity: {{ NRHO: 150 kg }} }}
elements:""")
    for i in range(count):
        print(f"  E{i:03d}: {{ mass: {r.randint(20, 100)} kg }}")


if __name__ == "__main__":
    main()
