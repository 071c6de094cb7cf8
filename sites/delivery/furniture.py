"""What is around every screen of ours in the admin: its title, and the path that leads to it."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

Crumb = tuple[str, str]  # its words and its address


def furniture(
    title: str,
    *,
    icon: str,
    above: Iterable[Crumb] = (),
    short: str = "",
    header: str = "",
    buttons: Iterable = (),
) -> dict:
    """The context of ``wagtailadmin/generic/base.html``.

    ``above`` leads from the admin's first screen to this one, which its own line calls ``short``
    and its heading ``header``; both are ``title`` unless said otherwise.
    """
    steps = [(_("Accueil"), reverse("wagtailadmin_home")), *above, (short or title, "")]
    return {
        "breadcrumbs_items": [{"label": label, "url": url} for label, url in steps],
        "page_title": title,
        "header_title": header or title,
        "header_icon": icon,
        "header_buttons": tuple(buttons),
    }
