"""What a redirect of a site may be: from an address that nothing answers, to one that is public."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site
from wagtail.views import serve

from cms.pages.tree import host_of

LONGEST = 255  # of Wagtail's column


@dataclass(frozen=True)
class Place:
    """An address of a site: the page that lies there, or something of the software's."""

    path: str
    page: Page | None = None
    is_answered: bool = False  # by the forum, the account, the site map…


def path_of(text: str, site: Site) -> str:
    """The path that ``text`` (a path, or a full address of this site) means, from the first slash.

    Raises ValidationError for an address of another site, and for what is no address.
    """
    text = text.strip()
    parts = urlsplit(text if "//" in text else text if text.startswith("/") else f"/{text}")
    if parts.netloc and (parts.hostname or "").lower() != site.hostname.lower():
        raise ValidationError(_("Cette adresse n’est pas sur votre site."))
    is_plain = parts.scheme in ("", "http", "https") and "\\" not in text and "\0" not in text
    if not is_plain or parts.path.startswith("//") or any(c.isspace() for c in text):
        raise ValidationError(_("Écrivez une adresse sans espace, comme « /ancienne-page/ »."))
    path = unquote(parts.path or "/")
    if len(path) > LONGEST:
        raise ValidationError(_("Cette adresse est trop longue."))
    return path


def place_at(path: str, site: Site) -> Place:
    """What lies at ``path`` of ``site`` today."""
    with_slash = path if path.endswith("/") else f"{path}/"
    home = site.root_page
    url_path = home.url_path + with_slash.lstrip("/")
    page = Page.objects.descendant_of(home, inclusive=True).filter(url_path=url_path).first()
    return Place(path, page, page is None and _is_ours(with_slash))


def _is_ours(path: str) -> bool:
    """Whether the software answers there, not the tree of pages."""
    try:
        return resolve(path).func is not serve
    except Resolver404:
        return False


def check_old(path: str, site: Site, redirect: Redirect | None = None) -> str:
    """``path`` as it is stored, if a redirect may begin there. Raises ValidationError."""
    stored = Redirect.normalise_path(path)
    if stored == "/":
        raise ValidationError(_("L’accueil du site ne peut pas renvoyer ailleurs."))
    place = place_at(path, site)
    if place.page:
        words = _("La page « %(title)s » est déjà à cette adresse : le renvoi ne servirait pas.")
        raise ValidationError(words % {"title": place.page.title})
    if place.is_answered:
        raise ValidationError(_("Cette adresse est tenue par le logiciel : prenez-en une autre."))
    others = Redirect.objects.filter(site=site, old_path__iexact=stored)
    if others.exclude(pk=redirect and redirect.pk).exists():
        raise ValidationError(_("Cette adresse renvoie déjà quelque part : modifiez ce renvoi-là."))
    return stored


def check_page(page: Page) -> Page:
    """A page that everybody may read, of this site or another. Raises ValidationError.

    The words name no page: who posts a key may not learn what lies under it.
    """
    host = host_of(page)
    if host is None or not hasattr(page, "publication"):
        raise ValidationError(_("Choisissez une page publiée."))
    return page


def check_target(path: str, old_path: str, site: Site) -> Place:
    """Where a path of this site leads. Raises ValidationError where nothing would answer."""
    stored = Redirect.normalise_path(path)
    if stored == old_path:
        raise ValidationError(_("Un renvoi ne peut pas mener à lui-même."))
    place = place_at(path, site)
    if place.page:
        check_page(place.page)
        return place
    if Redirect.objects.filter(site=site, old_path__iexact=stored).exists():
        words = _("Cette adresse renvoie elle-même ailleurs : indiquez où l’on doit arriver.")
        raise ValidationError(words)
    if not place.is_answered:
        raise ValidationError(_("Rien ne répond à cette adresse : vérifiez-la."))
    return place
