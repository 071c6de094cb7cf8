"""How large a generated forum is, and how its parts are shared out."""

from dataclasses import dataclass, fields
from itertools import accumulate
from random import Random

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

BIGGEST = 0.2144  # of the topics lie in one forum: at 50 000, 536 pages of twenty


@dataclass(frozen=True)
class Sizes:
    """``longest`` is how many posts the longest topic has; the default is the forum of the bars."""

    forums: int = 30
    topics: int = 50_000
    posts: int = 1_000_000
    accounts: int = 2_000
    longest: int = 20_000

    def check(self) -> None:
        """Raise ValidationError for sizes that cannot be."""
        if any(getattr(self, field.name) < 1 for field in fields(self)):
            raise ValidationError(_("Chaque nombre est d’au moins un."))
        if self.posts < self.topics + self.longest - 1:
            raise ValidationError(_("Chaque sujet a au moins un message : il en faut davantage."))
        if self.posts > self.topics * self.longest:
            raise ValidationError(_("Le plus long sujet est trop court pour tant de messages."))
        if self.forums > self.topics:
            raise ValidationError(_("Chaque forum a au moins un sujet : il en faut davantage."))

    def scaled(self, share: float) -> "Sizes":
        """The same forum, smaller; as many forums and people."""
        return Sizes(
            self.forums,
            max(self.forums, round(self.topics * share)),
            max(self.forums, round(self.posts * share)),
            self.accounts,
            max(1, round(self.longest * share)),
        )

    def posts_of_topics(self, random: Random) -> list[int]:
        """How many posts each topic has: the first is the longest, most are short."""
        others = self.topics - 1
        counts = [self.longest] + [1] * others
        left = self.posts - sum(counts)
        if not left:
            return counts
        weights = list(accumulate(random.paretovariate(1.2) for _ in range(others)))
        for index in random.choices(range(1, self.topics), cum_weights=weights, k=left):
            while counts[index] == self.longest:  # what it would have goes to the next one
                index = index % others + 1
            counts[index] += 1
        return counts

    def forum_of_topics(self, random: Random) -> list[int]:
        """The place of each topic's forum among the forums: the first forum has most of them.

        The first topic lies in the first forum, and no forum is empty.
        """
        biggest = min(round(self.topics * BIGGEST), self.topics - self.forums + 1)
        if self.forums == 1:
            return [0] * self.topics
        places = [0] * max(1, biggest) + list(range(1, self.forums))
        weights = list(accumulate(1 / (n + 3) for n in range(1, self.forums)))
        left = self.topics - len(places)
        places += random.choices(range(1, self.forums), cum_weights=weights, k=left)
        rest = places[1:]
        random.shuffle(rest)
        return [0, *rest]
