# SPDX-License-Identifier: GPL-3.0-or-later
"""One execution of a plan by `hold` in SimPy: a process for each flight and each element in space, resources for vehicles and pads.
docs/simulation.md says what it all means."""
import simpy

from links import DEPARTURE

# On one day, in this order: risks strike; flights are attempted; elements arrive, become operational and leave; what depends on another
# element's doing so that day is settled.
STRIKE, ATTEMPT, ARRIVE, SWITCH, LEAVE, SETTLE_ARRIVAL, SETTLE_SWITCH, REST = range(2, 10)


class At(simpy.Event):
    """A timeout with a place in the order of its day."""

    def __init__(self, env, delay, priority):
        self.env, self.callbacks, self._ok, self._value = env, [], True, None
        env.schedule(self, priority, delay)


class Replication:
    """One execution of a plan. `operational` and `departure` are what is known of an element's days from its launch on, None before."""

    def __init__(self, plan, random):
        self.plan, self.random, self.uniform, self.env = plan, random, random.random, simpy.Environment()
        vehicles, pads, elements, flights = plan.vehicles.values(), plan.pads.values(), plan.elements.values(), plan.flights
        self.vehicles = [simpy.Resource(self.env) for _ in vehicles]
        self.pads = [simpy.Resource(self.env) for _ in pads]
        # Days from which vehicles and pads are to be had: after turnaround, from when they are available, after stand-downs.
        self.vehicle_free, self.pad_free = [0] * len(vehicles), [0] * len(pads)
        self.available = [each.available if each.available_delay is None else max(0, each.available + each.available_delay.draw())
                          for each in vehicles]
        self.stand_down = [0] * len(vehicles)
        self.successes, self.flown, self.per_year = [0] * len(vehicles), [0] * len(vehicles), [{} for _ in vehicles]
        self.to_come = [0] * len(vehicles)                       # planned flights that have not had their turn
        self.had_turn, self.is_active = [False] * len(flights), [True] * len(flights)
        self.ready = [each.ready if each.delay is None else max(0, each.ready + each.delay.draw()) for each in elements]
        self.on_ground, self.is_gone = [True] * len(elements), [False] * len(elements)
        self.arrival, self.operational, self.departure = ([None] * len(elements) for _ in range(3))
        self.is_operational, self.has_left = [False] * len(elements), [False] * len(elements)
        self.crew, self.at_work = dict.fromkeys(plan.nodes, 0), {}
        self.signals = {}
        self.launches = self.losses = self.cost = 0
        for flight in flights:
            self.to_come[flight.vehicle.index] += 1
            self.env.process(self.flight(flight))
        for risk in plan.risks:
            self.env.process(self.risk(risk))
        self.env.run()

    # Signals: events that exist only while somebody waits for them

    def wait(self, *signal):
        event = self.signals.get(signal)
        if event is None:
            event = self.signals[signal] = self.env.event()
        return event

    def announce(self, *signal):
        event = self.signals.pop(signal, None)
        if event is not None:
            event.succeed()

    # Flights

    def flight(self, flight):
        """From waiting for its day to a launch after which nothing is left to fly; after a loss once more."""
        env, vehicle, pad = self.env, flight.vehicle, flight.pad
        for forerunner in flight.forerunners:
            while not self.had_turn[forerunner]:
                yield self.wait("turn", forerunner)
        held, is_prepared, floor = [], False, 0
        while True:
            aboard = [element for element in flight.elements if self.on_ground[element.index]]
            if not aboard:
                self.take_turn(flight)
                break
            day, unknown = self.earliest(flight, aboard)
            if unknown is not None:
                self.release(held)
                yield self.wait("known", unknown)
                continue
            day = vehicle.next[max(day, floor, env.now)] if max(day, floor) <= self.plan.last else self.plan.last + 1
            if day > self.plan.last:
                if vehicle.goes_on:
                    return                   # it flies later, and until then keeps its turn, vehicle and pad
                for element in aboard:       # it never flies, and holds nobody up
                    self.strand(element)
                continue
            if day > env.now:
                yield At(env, day - env.now, ATTEMPT)
                continue
            if not held:
                held = [(resource, resource.request()) for resource in
                        [self.vehicles[vehicle.index]] + ([self.pads[pad.index]] if pad else [])]
                for _, request in held:
                    yield request
                if env.now > day:
                    self.release(held)       # somebody else's countdown came first: all may have changed
                    continue
            if not self.may_fly(flight):
                for element in aboard:
                    self.strand(element)
                continue
            if not self.has_room(vehicle):
                floor = self.plan.next_year[env.now]
                continue
            if not is_prepared:
                is_prepared = True
                if vehicle.delay is not None:
                    floor = env.now + vehicle.delay.draw()
                    if floor > env.now:
                        continue
            if flight.scrub:
                draw = self.uniform()
                if draw < flight.scrub:
                    recycle = next(recycle for bound, recycle in flight.causes if draw < bound)
                    floor = env.now + max(1, recycle.draw())
                    continue
            self.launch(flight, aboard)
            self.release(held)
            is_prepared, floor = False, 0
        self.release(held)
        self.is_active[flight.index] = False

    def release(self, held):
        for resource, request in held:
            resource.release(request)
        held.clear()

    def earliest(self, flight, aboard):
        """The first day that all bounds allow, as known now, and the first element of which too little is known, if any."""
        vehicle, pad = flight.vehicle.index, flight.pad
        day = max(self.vehicle_free[vehicle], self.available[vehicle], self.stand_down[vehicle])
        if pad is not None and self.pad_free[pad.index] > day:
            day = self.pad_free[pad.index]
        if not self.had_turn[flight.index] and flight.planned > day:
            day = flight.planned
        for element in aboard:
            if self.ready[element.index] > day:
                day = self.ready[element.index]
            for other, kind, lag, lead in element.links:
                known = (self.departure if kind == DEPARTURE else self.operational)[other.index]
                if known is None:
                    if other.flight is flight and self.on_ground[other.index] or kind == DEPARTURE and self.is_gone[other.index]:
                        continue
                    return None, other.index
                if known + lag - lead > day:
                    day = known + lag - lead
        return day, None

    def may_fly(self, flight):
        """Whether the vehicle has a flight left for it; those that have not had their turn come first."""
        vehicle = flight.vehicle
        if vehicle.flights is None:
            return True
        flown = self.flown[vehicle.index]
        left = vehicle.flights - flown + min(vehicle.spares, flown - self.successes[vehicle.index])
        return left > (self.to_come[vehicle.index] if self.had_turn[flight.index] else 0)

    def has_room(self, vehicle):
        return vehicle.per_year is None or (
            self.per_year[vehicle.index].get(self.plan.years[self.env.now], 0) < vehicle.per_year)

    def take_turn(self, flight):
        if not self.had_turn[flight.index]:
            self.had_turn[flight.index] = True
            self.to_come[flight.vehicle.index] -= 1
            self.announce("turn", flight.index)

    def launch(self, flight, aboard):
        vehicle, pad, now = flight.vehicle, flight.pad, self.env.now
        self.vehicle_free[vehicle.index] = now + vehicle.turnaround
        if pad is not None:
            self.pad_free[pad.index] = now + pad.turnaround + (pad.delay.draw() if pad.delay else 0)
        if vehicle.per_year is not None:
            counts, year = self.per_year[vehicle.index], self.plan.years[now]
            counts[year] = counts.get(year, 0) + 1
        self.launches += 1
        self.cost += vehicle.cost
        if self.succeeds(vehicle):
            for element in aboard:
                self.on_ground[element.index] = False
                self.expect(element, now + element.travel)
                self.env.process(self.delivery(element))
        else:
            if vehicle.stand_down:
                until = now + vehicle.stand_down.draw()
                for other in vehicle.grounds:
                    self.stand_down[other] = max(self.stand_down[other], until)
            if pad is not None and pad.closure:
                self.pad_free[pad.index] = max(self.pad_free[pad.index], now + pad.closure.draw())
            self.losses += 1
            for element in aboard:
                self.lose(element)
        self.take_turn(flight)

    def succeeds(self, vehicle):
        reliability, index = vehicle.reliability, vehicle.index
        if isinstance(reliability, dict):
            # Polya's urn: as if the probability had been drawn from its beta distribution.
            reliability = (reliability["successes"] + 1 + self.successes[index]) / (reliability["flights"] + 2 + self.flown[index])
        is_success = reliability is None or self.uniform() < reliability
        self.flown[index] += 1
        self.successes[index] += is_success
        return is_success

    def lose(self, element):
        """An element that can be rebuilt flies again on its flight, when that can."""
        index = element.index
        self.on_ground[index] = True
        self.operational[index] = self.departure[index] = None
        if element.rebuild is None:
            self.strand(element)
            return
        self.ready[index] = max(self.ready[index], self.env.now + element.rebuild.draw())
        if not self.is_active[element.flight.index]:
            self.is_active[element.flight.index] = True
            self.env.process(self.flight(element.flight))

    def strand(self, element):
        """Leaves an element on the ground for good, with all that need it and are there, too."""
        gone = [element]
        for each in gone:
            self.on_ground[each.index], self.is_gone[each.index] = False, True
            gone += [other for other in each.needed_by if self.on_ground[other.index] and other not in gone]
        for each in gone:
            if not any(self.on_ground[other.index] for other in each.flight.elements):
                self.take_turn(each.flight)
            self.announce("known", each.index)
            for other, *_ in each.links:     # its flight no longer waits for what it waited for
                self.announce("known", other.index)

    # In space

    def expect(self, element, day):
        """Expects an element to dock on a day."""
        index = element.index
        is_news = self.operational[index] is None
        self.operational[index] = day + element.commissioning
        if element.stay is not None:
            self.departure[index] = day + element.stay
        if is_news:
            self.announce("known", index)

    def delivery(self, element):
        """From its launch until an element is operational."""
        env, index = self.env, element.index
        yield At(env, element.travel, ARRIVE)
        if element.reliability is not None and self.uniform() >= element.reliability:
            self.losses += 1
            self.lose(element)
            return
        docking = element.docking.draw() if element.docking else 0
        if docking:
            self.expect(element, env.now + docking)
            yield At(env, docking, ARRIVE)
        is_settled = False
        while True:
            day, unknown = self.allowed(element.arrival_links)
            if unknown is not None:
                self.operational[index] = self.departure[index] = None
                yield self.wait("known", unknown)
                is_settled = False
            elif day > env.now:
                self.expect(element, day)
                yield At(env, day - env.now, ARRIVE)
                is_settled = False
            elif is_settled or self.have_happened(element.arrival_links):
                break
            else:
                is_settled = True
                yield At(env, 0, SETTLE_ARRIVAL)
        self.arrival[index] = env.now
        if element.stay is not None:
            self.departure[index] = env.now + element.stay
            At(env, element.stay, LEAVE).callbacks.append(lambda _: self.leave(element))
        yield from self.commission(element, element.commissioning)
        if element.commissioning_delay:
            if not element.commissioning:
                yield At(env, 0, SWITCH)
            yield from self.commission(element, element.commissioning_delay.draw())
        is_settled = False
        while element.switch_links:
            day, unknown = self.allowed(element.switch_links)
            if unknown is not None:
                self.operational[index] = None
                yield self.wait("known", unknown)
                is_settled = False
            elif day > env.now:
                self.become(element, day)
                yield At(env, day - env.now, SWITCH)
                is_settled = False
            elif is_settled or self.have_happened(element.switch_links):
                break
            else:
                is_settled = True
                yield At(env, 0, SETTLE_SWITCH)
        if self.has_left[index]:
            return
        self.is_operational[index] = True
        self.become(element, env.now)
        if element.provides_crew:
            self.crew[element.node] += element.provides_crew
            self.announce("crew", element.node)

    def have_happened(self, links):
        """Whether all that is waited for has happened, and is not only expected to happen today."""
        now = self.env.now
        for other, kind, lag in links:
            index = other.index
            if kind == DEPARTURE:
                if self.departure[index] == now and lag == 0 and not self.has_left[index]:
                    return False
            elif self.operational[index] == now and lag == 0 and not self.is_operational[index]:
                return False
        return True

    def commission(self, element, days):
        if not days:
            return
        if element.crew:
            yield from self.with_crew(element, days)
        else:
            self.become(element, self.env.now + days)
            yield At(self.env, days, SWITCH)

    def become(self, element, day):
        is_news = self.operational[element.index] is None
        self.operational[element.index] = day
        if is_news:
            self.announce("known", element.index)

    def allowed(self, links):
        """The first day that links allow, as known now, and the first element of which too little is known, if any."""
        latest = 0
        for other, kind, lag in links:
            known = (self.departure if kind == DEPARTURE else self.operational)[other.index]
            if known is None:
                if kind == DEPARTURE and self.is_gone[other.index]:
                    continue
                return None, other.index
            if known + lag > latest:
                latest = known + lag
        return latest, None

    def with_crew(self, element, days):
        """Commissions an element once there is enough crew, which then stays until that is done."""
        env, node = self.env, element.node
        while self.crew[node] < element.crew:
            yield At(env, 0, REST)           # a crew that comes today is in time
            if self.crew[node] < element.crew:
                self.operational[element.index] = None
                yield self.wait("crew", node)
                if self.has_left[element.index]:
                    return
        self.become(element, env.now + days)
        self.at_work[element.index] = element, env.now + days
        yield At(env, days, SWITCH)
        del self.at_work[element.index]

    def leave(self, element):
        index, node = element.index, element.node
        if self.is_operational[index] and element.provides_crew:
            left = self.crew[node] - element.provides_crew
            ends = [end for other, end in self.at_work.values() if other.node == node and left < other.crew]
            if ends and max(ends) > self.env.now:
                self.departure[index] = max(ends)
                At(self.env, max(ends) - self.env.now, LEAVE).callbacks.append(lambda _: self.leave(element))
                return
            self.crew[node] = left
        self.has_left[index] = True

    # Shared risks

    def risk(self, risk):
        env, span = self.env, risk.last - risk.first + 1
        if risk.per_year is None:
            if self.uniform() < risk.probability:
                yield At(env, risk.first + int(self.uniform() * span), STRIKE)
                self.strike(risk)
            return
        day = risk.first
        while True:
            day += self.random.expovariate(risk.per_year / 365.25)
            if day >= risk.first + span:
                return
            yield At(env, int(day) - env.now, STRIKE)
            self.strike(risk)

    def strike(self, risk):
        now, days = self.env.now, risk.impact.draw()
        for index in risk.vehicles:
            if self.available[index] > now:
                self.available[index] += days
            else:
                self.stand_down[index] = max(self.stand_down[index], now + days)
        for index in risk.elements:
            if self.on_ground[index] and self.ready[index] > now:
                self.ready[index] += days

    def milestone(self, members):
        """The day on which all of them were operational, None if they were not by the last day; what may stay on the ground may."""
        latest = -1
        for element in members:
            if self.is_operational[element.index] and self.operational[element.index] <= self.plan.last:
                latest = max(latest, self.operational[element.index])
            elif not element.is_optional:
                return None
        return latest if latest >= 0 else None
