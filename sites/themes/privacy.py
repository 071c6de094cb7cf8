"""What themes hold of a person: see sites.accounts.privacy.registry."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from sites.accounts.models import User
from sites.accounts.privacy.registry import Holding, Part, Person, Table, hold, impersonal
from sites.accounts.privacy.rows import told
from sites.accounts.privacy.scrubbing import nobody

from .models import Change, Upload


def _changes(user: User) -> Iterator[Part]:
    columns = {"at": _("date"), "kind": _("quoi"), "site": _("site")}
    rows = told(Change.objects.filter(by=user), at="at", kind="kind", site="site__site_name")
    yield Table("themes", _("les changements d’apparence que vous avez faits"), columns, rows)


def _erase_name(person: Person) -> None:
    Change.objects.filter(by=person.user).update(by_name=nobody())


def _drop_uploads(person: Person) -> None:
    from .admin.uploads import drop  # screens are not read before the apps are ready

    for upload in Upload.objects.filter(user=person.user):
        drop(upload)


LOG = Holding(
    key="themes",
    name=_("Les thèmes que vous installez ou choisissez"),
    purpose=_("savoir qui a changé l’apparence d’un site, et revenir en arrière"),
    kept=_("le temps du site ; sans votre nom après la suppression de votre compte"),
    retention="council_work",
    links=("quartiers_themes.Change.by", "quartiers_themes.Release.installed_by"),
    contributes=("quartiers_themes.Change.by", "quartiers_themes.Release.installed_by"),
    export=_changes,
    erase=_erase_name,
)
UPLOADS = Holding(
    key="theme-uploads",
    name=_("Les thèmes que vous déposez sans les installer"),
    purpose=_("les vérifier"),
    kept=_("%(time)s"),
    retention="theme_uploads",
    links=("quartiers_themes.Upload.user",),
    erase=_drop_uploads,
)


def declare() -> None:
    hold(LOG, UPLOADS)
    impersonal("settings of a look", "quartiers_themes.Look")
