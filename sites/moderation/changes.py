"""Whatever changes a suspension makes every process read them again."""

from django.db.models.signals import post_delete, post_save

from sites.councils.stamps import bump

from .models import Suspension
from .sanctions import SANCTIONS


def connect() -> None:
    for signal in (post_save, post_delete):
        signal.connect(_changed, sender=Suspension, dispatch_uid="quartiers_sanctions")


def _changed(sender, **kwargs) -> None:
    if not kwargs.get("raw"):
        bump(SANCTIONS)
