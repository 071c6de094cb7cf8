"""What people type: a site by its council's code, a theme by folder, archive or name."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Site

from sites.councils.models import Council, Portal

from . import checking
from .files import ThemeFiles, Unreadable, read
from .manifest import BASE
from .models import Release

WORKSHOP = Path("atelier")  # where `theme new` puts folders, below where it is called
PORTAL = ("portail", "portal")


def site(code: str) -> Site:
    """The site of a council's code, or of « portail ». Raises ValidationError."""
    if code in PORTAL:
        portal = Portal.objects.select_related("site").first()
        if portal:
            return portal.site
    council = Council.objects.select_related("site").filter(code=code).first()
    if council:
        return council.site
    known = [*Council.objects.in_order().values_list("code", flat=True), PORTAL[0]]
    message = _("Aucun conseil n’a le code « %(code)s ». Ceux d’ici : %(known)s.")
    raise ValidationError(message % {"code": code, "known": ", ".join(known)})


def folder(text: str) -> Path:
    """The folder of a theme: a path, or a name in the workshop or the library."""
    candidates = [Path(text), WORKSHOP / text]
    if checking.is_bundled(text):
        candidates.append(checking.LIBRARY / text)
    for path in candidates:
        if path.is_dir():
            return path
    message = _("« %(text)s » n’est ni un dossier, ni un thème de « %(workshop)s ».")
    raise ValidationError(message % {"text": text, "workshop": f"{WORKSHOP}/"})


def files(text: str) -> ThemeFiles:
    """The theme at a path, or of that name. Raises ValidationError for what cannot be read."""
    path = Path(text)
    try:
        return read(path if path.is_file() else folder(text))
    except Unreadable as error:
        found = error.finding
        words = " ".join(filter(None, [found.place, found.what, found.mend]))
        raise ValidationError(words) from error


def release(text: str) -> Release | None:
    """An installed release by ``slug`` (the newest) or ``slug@version``; None for the base theme.

    Raises ValidationError.
    """
    slug, _at, version = text.partition("@")
    if slug == BASE:
        return None
    found = Release.objects.filter(slug=slug)
    release = found.filter(version=version).first() if version else checking.newest(slug)
    if release:
        return release
    known = sorted({str(r.slug) for r in Release.objects.all()} | {BASE})
    message = _("Le thème « %(text)s » n’est pas installé. Ceux d’ici : %(known)s.")
    raise ValidationError(message % {"text": text, "known": ", ".join(known)})
