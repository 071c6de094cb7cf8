"""What the demo's commands tell the person in front of the terminal."""

from django.conf import settings
from django.core.management.base import OutputWrapper
from django.utils.translation import gettext as _

from cms.publications.kinds import KINDS
from cms.publications.models import Publication
from sites.accounts.models import User
from sites.councils.roles import ROLE_CHOICES

from .content import accounts, sites
from .loading import STEP_COUNT

WIDTH = 58


class Report:
    """Progress, one line per finished step."""

    def __init__(self, out: OutputWrapper):
        self._out = out
        self._done = 0

    def __call__(self, name: str, seconds: float) -> None:
        self._done += 1
        place = f"[{self._done:2}/{STEP_COUNT}]"
        self._out.write(f"{place} {name} {'.' * max(2, WIDTH - len(name))} {seconds:4.1f} s")
        self._out.flush()


def address(host: str, port: int) -> str:
    return f"http://{host}/" if port == 80 else f"http://{host}:{port}/"


def counts_in_words() -> str:
    """How much of each kind everybody can read, on one line."""
    counts = [
        f"{kind.plural.lower()} : {Publication.objects.filter(kind=kind.key).count()}"
        for kind in KINDS.values()
    ]
    return ", ".join([*counts, _("comptes : %(n)s") % {"n": User.objects.count()}])


def welcome(port: int) -> str:
    """The addresses of the demo, its accounts and their password."""
    lines = ["", _("La démonstration est prête. Commencez ici :"), ""]
    lines += [f"  {label:<42} {address(host, port)}" for label, host in _hosts()]
    lines += ["", _("Comptes (un seul mot de passe : %(password)s)") % _password()]
    lines += [f"  {one.email:<38} {_what(one)}" for one in accounts.EVERYWHERE]
    lines += [f"  {one.email:<38} {_what(one)}" for one in _example()]
    lines += ["  " + _("… et de même pour cel, fth, gab, psd, svp."), ""]
    return "\n".join([*lines, _("Ctrl-C pour arrêter."), ""])


def _hosts() -> list[tuple[str, str]]:
    return [
        (_("Page de départ"), "localhost"),
        (_("Portail"), sites.DOMAIN),
        *((site.name, site.host) for site in sites.COUNCILS),
        (_("Administration"), settings.ADMIN_HOST),
    ]


def _password() -> dict[str, str]:
    return {"password": accounts.PASSWORD}


def _example() -> list[accounts.Account]:
    return [*accounts.VOLUNTEERS["lba"], *accounts.RESIDENTS["lba"]]


def _what(account: accounts.Account) -> str:
    words = {key: str(label) for key, label in ROLE_CHOICES}
    return words.get(account.role, _("Habitante ou habitant"))
