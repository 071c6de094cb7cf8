"""Sending probes and judging what comes back: nothing seen, nothing changed, nothing admitted."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.test import Client

from tests.cms.editing.isolation import marks, patterns, probes
from tests.cms.editing.isolation.bodies import Bodies
from tests.cms.editing.isolation.garden import Garden
from tests.cms.editing.isolation.patterns import Pattern
from tests.cms.editing.isolation.probes import Probe
from tests.cms.editing.isolation.reading import text_of
from tests.cms.editing.isolation.recipes import POSTED_WITH_QUERY, Recipe, recipes_of
from tests.cms.editing.isolation.watching import Watch, writes
from tests.cms.editing.isolation.world import Attacker, World

# What answers 500 whatever is asked of it: Wagtail's test page, and its publishing of several pages
# of which one is the alias of a draft (all of one's own are, here).
BROKEN = ("/admin/failwhale/", "/admin/bulk/wagtailcore/page/publish/?id=all")
OF_A_DUTY = ("-name", "-statement")  # what moderators read of people: how they are or were called
# What the work itself is about, at the addresses where it is done and nowhere else.
OF_THE_WORK = {"moderation_admin:": "case-", "forums_admin:": "forum-"}


@dataclass(frozen=True)
class Finding:
    kind: str  # SEEN, NUMBER, ADMITTED, CHANGED, BROKEN
    method: str
    probe: Probe
    what: str

    def __str__(self) -> str:
        return f"{self.kind} {self.probe.name} {self.method} {self.probe}: {self.what}"


class Crawl:
    """One attacker's walk through every address."""

    def __init__(
        self, world: World, attacker: Attacker, client: Client, watch: Watch, bodies: Bodies
    ):
        self.world, self.attacker, self.client = world, attacker, client
        self.watch, self.bodies = watch, bodies
        self.findings: list[Finding] = []
        self.sent: Counter[str] = Counter()
        self.told: dict[tuple[str, str], int] = {}  # what an address with nobody's key answers

    def report(self) -> str:
        """What was found, by address and kind, with an example of each."""
        found: dict[tuple, list[Finding]] = {}
        for finding in self.findings:
            found.setdefault((finding.kind, finding.probe.name, finding.method), []).append(finding)
        lines = (
            f"{' '.join(key)} × {len(each)}, as {each[0].probe}: {each[0].what}"
            for key, each in sorted(found.items())
        )
        return "\n".join([f"{self.attacker.name}:", *lines])

    def walk(self) -> None:
        for pattern, recipe in known_patterns():
            self.own_things(pattern, recipe)
            for garden in self.world.foreign(self.attacker):
                self.things_of_others(pattern, recipe, garden)

    def own_things(self, pattern: Pattern, recipe: Recipe) -> None:
        """Our own screens show nothing of others, whatever is asked of them."""
        for probe in probes.own(pattern, recipe, self.world.ours):
            if self.get(probe) != 200 and not recipe.asks:
                continue
            seen = set()
            for garden in self.world.foreign(self.attacker):
                questions = recipe.ask if self._tries_all(garden) else recipe.ask[:1]
                for asked in probes.asking(probe, questions, self.world.ours, garden):
                    if asked not in seen:
                        seen.add(asked)
                        self.get(asked)
                        if pattern.name in POSTED_WITH_QUERY:
                            self.post(asked)

    def things_of_others(self, pattern: Pattern, recipe: Recipe, garden: Garden) -> None:
        all_of_them = self._tries_all(garden)
        for probe in probes.naming(
            pattern, recipe, self.world.ours, garden, all_of_them=all_of_them
        ):
            self.get(probe)
            self.post(probe)

    def _tries_all(self, garden: Garden) -> bool:
        return self.attacker.is_thorough and garden.name != "portal"

    def get(self, probe: Probe) -> int:
        return self._send("get", probe)

    def post(self, probe: Probe) -> int:
        return self._send("post", probe, self.bodies.for_(probe))

    def _send(self, method: str, probe: Probe, data: dict | None = None) -> int:
        self.sent[method] += 1
        with transaction.atomic(), writes() as tables:
            answer = getattr(self.client, method)(probe.address, data)
            if tables and not connection.needs_rollback and not self._is_duty(probe):
                self._note("CHANGED", method, probe, self.watch.judge(tables))
            transaction.set_rollback(True)
        self._judge(method, probe, answer)
        return answer.status_code

    def _judge(self, method: str, probe: Probe, answer) -> None:
        text = text_of(answer)
        seen = self._foreign_marks(text)
        if answer.status_code >= 500 and not probe.address.startswith(BROKEN):
            self._note("BROKEN", method, probe, [str(answer.status_code)])
        if self._is_duty(probe):
            seen = {mark for mark in seen if not self._is_work(probe, mark)}
            self._note("SEEN", method, probe, sorted(seen))
            return
        self._note("SEEN", method, probe, sorted(seen))
        if answer.status_code == 200:
            shown = self.watch.numbers_in(text) - self.watch.numbers_in(probe.address)
            self._note("NUMBER", method, probe, [f"{sorted(shown)}"] if shown else [])
        if probe.hidden and answer.status_code != 404:
            if answer.status_code != self._for_nobody(method, probe):
                self._note("ADMITTED", method, probe, [f"answers {answer.status_code}"])

    def _is_duty(self, probe: Probe) -> bool:
        return probe.name.startswith(self.attacker.duties) if self.attacker.duties else False

    @staticmethod
    def _is_work(probe: Probe, mark: str) -> bool:
        """Whether whoever has a duty at the address is there to read what is marked so."""
        what = mark.partition("-")[2]
        about = [word for name, word in OF_THE_WORK.items() if probe.name.startswith(name)]
        return mark.endswith(OF_A_DUTY) or what.startswith(tuple(about))

    def _foreign_marks(self, text: str) -> set[str]:
        owners = {"theirs": "marqueb", "portal": "marquep"}
        mine = tuple(owners[name] for name in self.attacker.foreign)
        return {mark for mark in marks.marks_in(text) if mark.startswith(mine)}

    def _for_nobody(self, method: str, probe: Probe) -> int:
        """What they are told of a thing that does not exist."""
        key = (method, probe.like)
        if key not in self.told:
            with transaction.atomic():
                self.told[key] = getattr(self.client, method)(probe.like).status_code
                transaction.set_rollback(True)
        return self.told[key]

    def _note(self, kind: str, method: str, probe: Probe, what) -> None:
        self.findings += [Finding(kind, method, probe, each) for each in what]


def known_patterns() -> Iterator[tuple[Pattern, Recipe]]:
    for pattern in patterns.of_the_admin():
        for recipe in fitting(pattern):
            yield pattern, recipe


def fitting(pattern: Pattern) -> list[Recipe]:
    return [r for r in recipes_of(pattern.name) if set(r.fill) == set(pattern.parameters)]
