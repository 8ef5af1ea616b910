# SPDX-License-Identifier: GPL-3.0-or-later
"""What each element of a plan waits for: docs/simulation.md, "Links"."""
import math

from instance import DAYS, MASS, POWER, number

OPERATIONAL, DEPARTURE = 0, 1      # what a link waits for


class Links:
    """Adds to each element that flies `arrival_links` and `switch_links` (another element, what of it, days after that),
    both with how long before that day it launches as `links`, and who needs it as `needed_by`."""

    def __init__(self, manifest, elements, days):
        """The elements by name, in manifest order; `days` are those of the campaign."""
        self.manifest, self.elements, self.days = manifest, elements, days
        self.flown = [element for element in elements.values() if "operational" in element.planned]

    def add(self):
        choices = {key: entry["oneOf"] for key, entry in (self.manifest.get("choices") or {}).items()}
        for element in self.flown:
            for after in element.entry.get("after") or []:
                after = {"element": after} if isinstance(after, str) else after
                for other in choices.get(after["element"], [after["element"]]):
                    self.wait(element, self.elements[other], int(number(after.get("lag", "0 d"), DAYS)))
            transfer = element.entry.get("transfer") or {}
            for other in transfer.get("with") or []:
                self.wait(element, self.elements[other], int(number(transfer.get("transit", "0 d"), DAYS)))
            if element.port:
                self.wait(element, self.elements[element.port.split(".")[0]], 0)
                before = [other for other in self.flown if other.port == element.port and "departure" in other.planned
                          and other.planned["departure"] <= element.planned["arrival"]]
                if before:
                    last = max(before, key=lambda other: other.planned["departure"])
                    self.wait(element, last, 0, DEPARTURE)
            if element.crew and element.commissioning:
                missing = element.crew
                for other in sorted(self.flown, key=lambda each: (each.planned["operational"], each.index)):
                    if missing > 0 and other.provides_crew and other.node == element.node and (
                            other.planned["operational"] <= element.planned["arrival"] < self.leaves(other)):
                        self.wait(element, other, 0)
                        missing -= other.provides_crew
        for node in dict.fromkeys(element.node for element in self.flown):
            here = [element for element in self.flown if element.node == node]
            for resource in self.manifest.get("resources") or {}:
                self.account_resource(resource, here)
            for key, store in (self.manifest.get("stores") or {}).items():
                self.account_store(key, store or {}, here)
        for element in self.flown:
            element.arrival_links = list(dict.fromkeys(element.arrival_links))
            element.switch_links = list(dict.fromkeys(element.switch_links))
            # What its launch waits for, with how long before that day it launches.
            element.links = [(*link, element.travel) for link in element.arrival_links] + [
                (*link, element.travel + element.commissioning) for link in element.switch_links]
            element.needed_by = []
        for element in self.flown:
            for other in dict.fromkeys(other for other, kind, _, _ in element.links if kind == OPERATIONAL):
                other.needed_by.append(element)

    @staticmethod
    def wait(element, other, lag, kind=OPERATIONAL):
        if "operational" in other.planned and other is not element:
            element.arrival_links.append((other, kind, lag))

    def leaves(self, element):
        return element.planned.get("departure", math.inf)

    def account_resource(self, resource, here):
        """First in, first out: each consumer waits for what provided its share, or left it."""
        entries = []
        for element in here:
            net = sum(sign * round(1000 * number(entry[resource], POWER)) for sign, key in ((1, "provides"), (-1, "consumes"))
                      for entry in [element.entry.get(key) or {}] if resource in entry)
            if net > 0:
                entries.append((element.planned["operational"], 0, element, net, OPERATIONAL))
                if "departure" in element.planned:
                    entries.append((element.planned["departure"], 1, element, net, DEPARTURE))
            elif net < 0:
                entries.append((element.planned["operational"], 1, element, -net, None))
                if "departure" in element.planned:
                    entries.append((element.planned["departure"], 0, element, -net, DEPARTURE))
        account, origins = [], {}
        for _, takes, element, amount, kind in sorted(entries, key=lambda entry: (entry[:2], entry[2].index)):
            if not takes:
                account.append([element, kind, amount])
                continue
            if kind == DEPARTURE:
                # A provider that leaves takes along what is left of its own.
                account.sort(key=lambda source: source[0] is not element)
                take(account, amount)
                continue
            used = [(source[0], source[1]) for source in take(account, amount)]
            # Should one that gives back never come, who has it next needs what that one had it from.
            used += [origin for other, kind in used if kind == DEPARTURE for origin in origins.get(other, [])
                     if origin[1] == DEPARTURE or origin[0].stay is None]
            origins[element] = [source for source in used if source[0] is not element]
            element.switch_links += [(*source, 0) for source in origins[element]]

    def account_store(self, key, store, here):
        """As a resource: what an element draws in its stay comes from the initial stock, then from deliveries in their order."""
        initial = sum(sign * round(1000 * number(store[part], MASS)) for sign, part in ((1, "initial"), (-1, "reserve"))
                      if part in store)
        per_crew = number(store.get("perCrew", "0 kg"), MASS)
        account = [[None, OPERATIONAL, initial]]
        deliveries = [element for element in here if key in (element.entry.get("delivers") or {})]
        for element in sorted(deliveries, key=lambda each: (each.planned["operational"], each.index)):
            account.append([element, OPERATIONAL, round(1000 * number(element.entry["delivers"][key], MASS))])
        for element in sorted(here, key=lambda each: (each.planned["operational"], each.index)):
            rate = number((element.entry.get("draws") or {}).get(key, "0 kg"), MASS) + per_crew * element.provides_crew
            stay = min(self.leaves(element), self.days) - element.planned["operational"]
            for source in take(account, round(1000 * rate) * stay):
                if source[0] not in (None, element) and source[0].planned["operational"] <= element.planned["operational"]:
                    element.switch_links.append((source[0], OPERATIONAL, 0))


def take(account, amount):
    """Takes an amount from the front of an account; what it came from."""
    sources = []
    for source in account:
        if amount <= 0:
            break
        share = min(source[2], amount)
        if share > 0:
            source[2] -= share
            amount -= share
            sources.append(source)
    return sources
