"""Host names of sites: how they are written, and that no two things answer on one."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator
from django.utils.translation import gettext as _
from wagtail.models import Site

MAX_PORT = 65535


def host_name(text: str) -> str:
    """A host name as browsers send it: lower case, no final dot, accents in punycode (IDNA).

    Raises ValidationError for anything else (a URL, a port).
    """
    try:
        host = text.strip().lower().removesuffix(".").encode("idna").decode("ascii")
        DomainNameValidator(accept_idna=False)(host)
    except (UnicodeError, ValidationError) as error:
        message = _("« %(host)s » n’est pas un nom d’hôte ; par exemple « lba.exemple.fr ».")
        raise ValidationError(message % {"host": text}, code="host") from error
    return host


def check_free(host: str, port: int, site: Site | None = None) -> None:
    """Raise ValidationError when something else than ``site`` answers on ``host``."""
    reserved = {settings.ADMIN_HOST.lower(), *settings.START_PAGE_HOSTS}
    others = Site.objects.filter(hostname__iexact=host).exclude(pk=site and site.pk)
    if host in reserved or others.exists():
        message = _("L’adresse %(host)s est déjà prise.")
        raise ValidationError(message % {"host": host}, code="host")
    if not 0 < port <= MAX_PORT:
        raise ValidationError(_("Le port doit être compris entre 1 et 65535."), code="port")
