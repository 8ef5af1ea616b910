# SPDX-License-Identifier: GPL-3.0-or-later
"""The Markdown table of a suite: one line a campaign, and what they come to."""
import math
import os
import platform
import statistics


def machine():
    if platform.system() != "Linux":
        return f"{platform.processor()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "")
    memory = next((int(line.split()[1]) // 2**20 for line in open("/proc/meminfo") if line.startswith("MemTotal")), 0)
    return f"{model}, {os.cpu_count()} cores, {memory} GiB, Linux {platform.machine()}"


def gap(row):
    if row["bound"] is None:
        return math.inf
    return abs(row["value"] - row["bound"]) / max(1, abs(row["value"]))


def peer_seconds(peers, peer_limit):
    """The fastest peer's time, objective by objective, and whether a limit is part of it."""
    seconds, is_late = 0.0, False
    for objective in dict.fromkeys(r["objective"] for r in peers):
        # A limit that was hit counts as the time taken.
        options = [(r["seconds"] if r["status"] == "optimal" else peer_limit, r["status"] != "optimal")
                   for r in peers if r["objective"] == objective]
        best = min(options)
        seconds += best[0]
        is_late = is_late or best[1]
    return seconds, is_late


def geometric(values):
    return math.exp(statistics.mean(map(math.log, values)))


def times(ratio):
    return f"{ratio:.1f}" if ratio >= 1 else f"{ratio:.2f}"


def summary(suite, rows, limit, peer_limit):
    names = list(dict.fromkeys(r["solver"] for r in rows if r["solver"] != "perilune"))
    lines = [f"# {suite}", "", f"{machine()}; {limit:g} s for perilune"
             + (f", {peer_limit:g} s an objective for the peers {', '.join(names)}." if names else "."), "",
             "| campaign | value | perilune | gap | best peer | ratio |", "|---|---|---|---|---|---|"]
    ratios, own_times, peer_times, proven, late = [], [], [], 0, 0
    campaigns = list(dict.fromkeys(r["campaign"] for r in rows))
    for campaign in campaigns:
        own = [r for r in rows if r["campaign"] == campaign and r["solver"] == "perilune"]
        done = bool(own) and all(r["status"] == "optimal" for r in own)
        proven += done
        seconds = own[0]["seconds"] if own else limit
        own_times.append(seconds)
        worst = max((gap(r) for r in own), default=math.inf)
        peers = [r for r in rows if r["campaign"] == campaign and r["solver"] != "perilune"]
        peer, is_late = peer_seconds(peers, peer_limit)
        if peers:
            peer_times.append(peer)
            late += is_late
        ratio = peer / seconds if done and peers else None
        if ratio:
            ratios.append(ratio)
        sign = "> " if is_late else ""
        lines.append("| {} | {} | {:.2f} s{} | {} | {} | {} |".format(
            campaign, " / ".join(f"{r['value']:g}" for r in own) or "-", seconds, "" if done else ", not proven",
            "0" if done else "unknown" if math.isinf(worst) else f"{100 * worst:.2f} %",
            f"{sign}{peer:.2f} s" if peers else "-", f"{sign}{times(ratio)}" if ratio else "-"))
    lines += ["", f"Perilune: {proven} of {len(campaigns)} proven; median {statistics.median(own_times):.2f} s, geometric mean "
              f"{geometric(own_times):.2f} s, longest {max(own_times):.2f} s; peak memory "
              f"{max((r['megabytes'] for r in rows if r['solver'] == 'perilune'), default=0)} MB."]
    if peer_times:
        lines.append(f"Best peer: {len(peer_times) - late} of {len(peer_times)} proven; median {statistics.median(peer_times):.2f} s.")
    if ratios:
        lines.append(f"Ratio, of the {len(ratios)} that perilune proved: geometric mean {times(geometric(ratios))}, median "
                     f"{times(statistics.median(ratios))}, least {times(min(ratios))}"
                     + (" (where the peer hit its limit, a lower bound)." if late else "."))
    return "\n".join(lines) + "\n"
