"""What the bin holds of a person: see sites.accounts.privacy.registry."""

from django.utils.translation import gettext_lazy as _

from sites.accounts.privacy.registry import Holding, hold

BIN = Holding(
    key="bin",
    name=_("Ce que vous supprimez pour un conseil : pages, images, fichiers"),
    purpose=_("pouvoir réparer une erreur"),
    kept=_("%(time)s après la suppression, puis effacé"),
    retention="bin",
    links=("quartiers_bin.Entry.binned_by",),
    contributes=("quartiers_bin.Entry.binned_by",),
)


def declare() -> None:
    hold(BIN)
