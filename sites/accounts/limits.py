"""How often somebody may try: counted in the database, so that it holds for every process.

Not in the cache: sign-in must work, and stay limited, while Redis is away. Keys are keyed hashes:
the table tells nobody which address or network was counted.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from .models import Tally

PURGE_ONE_IN = 50


@dataclass(frozen=True)
class Limit:
    """``allowed`` attempts for each key in a window of ``seconds`` from the first one."""

    name: str
    allowed: int
    seconds: int

    def take(self, *key: str) -> int:
        """Count one attempt before it is made; seconds to wait if it is one too many, else 0."""
        tally = self._count_one(self._hash(key))
        if secrets.randbelow(PURGE_ONE_IN) == 0:
            purge()
        return tally.seconds_left() if tally.count > self.allowed else 0

    def wait(self, *key: str) -> int:
        """Seconds until one more attempt may be made, 0 when it may be made now; counts nothing."""
        tally = self._tally(key)
        return tally.seconds_left() if tally and tally.count >= self.allowed else 0

    def count(self, *key: str) -> int:
        """Attempts in the window that is open."""
        tally = self._tally(key)
        return tally.count if tally else 0

    def forget(self, *key: str) -> None:
        """Close the window: the attempt succeeded."""
        Tally.objects.filter(key=self._hash(key)).delete()

    def _tally(self, key: tuple[str, ...]) -> Tally | None:
        return Tally.objects.filter(key=self._hash(key), ends_at__gt=timezone.now()).first()

    @transaction.atomic
    def _count_one(self, hashed: str) -> Tally:
        """One more, exact when many come at once: the row is locked while it is counted."""
        now = timezone.now()
        ends_at = now + timedelta(seconds=self.seconds)
        tally, _new = Tally.objects.select_for_update().get_or_create(
            key=hashed, defaults={"ends_at": ends_at}
        )
        if tally.ends_at <= now:
            tally.count, tally.ends_at = 0, ends_at
        tally.count += 1
        tally.save(update_fields=["count", "ends_at"])
        return tally

    def _hash(self, key: tuple[str, ...]) -> str:
        text = "\0".join((self.name, *key))
        secret = hashlib.sha256(settings.SECRET_KEY.encode()).digest()
        return hashlib.blake2b(text.encode(), key=secret, digest_size=16).hexdigest()


def purge() -> None:
    """Delete windows that are over."""
    Tally.objects.filter(ends_at__lte=timezone.now()).delete()
