"""Who wrote where and when, before a word is written: a forum of five years, as numbers.

Posts lie in the order in which they were written, as in a forum that has grown: those of one topic
are scattered among all others.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random

from .sizes import Sizes

DAY = 86_400  # seconds
SPAN = 5 * 365 * DAY
PAUSE = 1.5 * DAY  # between two posts of a topic, if there is time
PUBLIC, HIDDEN, WAITING = range(3)
HIDDEN_SHARE, WAITING_SHARE, LOCKED_SHARE, STICKY_SHARE = 0.005, 0.002, 0.01, 0.0005
EDITED_SHARE = 0.03


@dataclass
class PlannedTopic:
    """``place`` is that of its forum; ``first`` and ``last`` (public) are places of posts."""

    place: int
    author: int
    opened: int  # seconds before the end
    is_locked: bool
    is_sticky: bool
    state: int = PUBLIC
    posts: int = 0  # public ones
    numbers: int = 0
    first: int = -1
    last: int = -1


@dataclass(frozen=True)
class PlannedPost:
    topic: int
    number: int
    author: int
    ago: int  # seconds before the end
    state: int
    is_edited: bool


@dataclass
class Plan:
    """``order`` has each post as (seconds before the end, topic, number), the oldest first."""

    sizes: Sizes
    seed: int
    topics: list[PlannedTopic] = field(default_factory=list)
    order: list[tuple[int, int, int]] = field(default_factory=list)
    authors: list[int] = field(default_factory=list)
    states: bytearray = field(default_factory=bytearray)
    edited: bytearray = field(default_factory=bytearray)

    def posts(self) -> Iterator[PlannedPost]:
        rest = zip(self.authors, self.states, self.edited, strict=True)
        for (ago, topic, number), (author, state, is_edited) in zip(self.order, rest, strict=True):
            yield PlannedPost(topic, number, author, ago, state, bool(is_edited))


def made(sizes: Sizes, seed: int) -> Plan:
    """The same sizes and seed give the same plan."""
    random, plan = Random(seed), Plan(sizes, seed)  # noqa: S311 (nothing is secret here)
    counts = sizes.posts_of_topics(random)
    weights = list(accumulate(1 / (n + 10) for n in range(sizes.accounts)))
    writers = range(sizes.accounts)
    openers = random.choices(writers, cum_weights=weights, k=sizes.topics)
    for place, opener in zip(sizes.forum_of_topics(random), openers, strict=True):
        is_locked = random.random() < LOCKED_SHARE
        is_sticky = random.random() < STICKY_SHARE
        plan.topics.append(PlannedTopic(place, opener, 0, is_locked, is_sticky))
    plan.topics[0].is_locked = False  # somebody will want to answer the longest
    for index, count in enumerate(counts):
        agos = _moments(random, count, is_longest=index == 0)
        plan.topics[index].opened = agos[0]
        plan.order += [(ago, index, number + 1) for number, ago in enumerate(agos)]
    plan.order.sort(key=lambda entry: (-entry[0], entry[1], entry[2]))
    plan.authors = random.choices(writers, cum_weights=weights, k=sizes.posts)
    _settle(plan, random)
    return plan


def _moments(random: Random, count: int, *, is_longest: bool) -> list[int]:
    """When the posts of one topic were written, the first first."""
    opened = SPAN if is_longest else random.randrange(1, SPAN)
    pause = min(PAUSE, opened / count) if not is_longest else opened / count
    agos, ago = [], float(opened)
    for _ in range(count):
        agos.append(max(1, int(ago)))
        ago -= random.uniform(0, 2 * pause)
    return agos


def _settle(plan: Plan, random: Random) -> None:
    """Which posts are public, and what this makes of their topics."""
    total = len(plan.order)
    plan.states, plan.edited = bytearray(total), bytearray(total)
    for place, (_ago, index, number) in enumerate(plan.order):
        topic, chance = plan.topics[index], random.random()
        plan.edited[place] = random.random() < EDITED_SHARE
        topic.numbers = number
        state = PUBLIC
        if index and chance < HIDDEN_SHARE:
            state = HIDDEN
        elif index and chance < HIDDEN_SHARE + WAITING_SHARE and number > 1:
            state = WAITING
        plan.states[place] = state
        if number == 1:
            topic.first, topic.state = place, state
            plan.authors[place] = topic.author
        if state == PUBLIC:
            topic.posts, topic.last = topic.posts + 1, place
