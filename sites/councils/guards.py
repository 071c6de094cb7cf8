"""What Wagtail's own screens for sites and collections may not do to a council.

Wagtail lets two sites share a host name on different ports and any page be a site's home; here a
host name alone decides which site answers, and a home is made with its site. Neither screen can be
extended, so the rules are given to the models, where every form asks them.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail.models import Collection, Site

from .addresses import check_free, host_name
from .models import Council, Portal


def stand() -> None:
    """Put the guards in place (once, when the app is ready)."""
    Site.clean = _clean_site
    for model in (Site, Collection):
        model.delete = _guarded(model.delete, model.__name__.lower())


def _clean_site(site: Site) -> None:
    try:
        site.hostname = host_name(site.hostname)
        check_free(site.hostname, site.port, site)
    except ValidationError as error:
        raise ValidationError({"hostname": error.messages}) from error
    if site.pk and _is_owned("site", site):
        home = Site.objects.values_list("root_page_id", flat=True).get(pk=site.pk)
        if site.root_page_id != home:
            raise ValidationError({"root_page": _("L’accueil d’un conseil ne se remplace pas.")})


def _guarded(delete, field: str):
    def guarded(instance: models.Model, *args, **kwargs):
        if _is_owned(field, instance):
            message = _("Un site repose sur cet élément : il ne peut pas être supprimé.")
            raise PermissionDenied(message)
        return delete(instance, *args, **kwargs)

    guarded.alters_data = True  # type: ignore[attr-defined] # templates may not call it
    return guarded


def _is_owned(field: str, instance: models.Model) -> bool:
    owners = (model.objects.filter(**{field: instance.pk}) for model in (Council, Portal))
    return any(owner.exists() for owner in owners)
