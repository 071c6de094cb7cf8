"""Whole pages with a form, at rest and when something is wrong with what was sent."""

from django.utils.translation import gettext_lazy as _

from cms.pages.chrome import Entry
from cms.pages.models import FormPage
from sites.accounts.forms import PseudonymForm
from sites.accounts.views import Held

from ..material import people
from ..material.forms import contact_form, contact_page
from ..registry import Group, Setting, Shelf
from ..scene import Scene

shelf = Shelf(Group.FORMS, setting=Setting.WHOLE)
HOME = Entry("Accueil", "/")
FOCUS_ON_ERRORS = _("Dans la page, le résumé des erreurs prend le focus tout seul.")


def contact(data: dict | None = None, **more):
    def made(scene: Scene) -> dict:
        page = contact_page()
        form = contact_form(page, data)
        return {
            "page": page,
            "self": page,
            "form": form,
            "sent": False,
            "breadcrumbs": [HOME],
            **more,
        }

    return made


page = "pages/form_page.html"
asked: dict = {"path": "/contact/", "model": FormPage}
shelf(page, _("Formulaire"), contact(), **asked)
shelf(
    page,
    _("Formulaire"),
    contact({"nom": "Lilas", "adresse": "lilas@"}),
    _("erreurs"),
    "wrong",
    notes=(FOCUS_ON_ERRORS,),
    **asked,
)
shelf(page, _("Formulaire"), contact(sent=True), _("envoyé"), "sent", **asked)


def profile(name: str = "Sureau", data: dict | None = None, roles: tuple[Held, ...] = ()):
    def made(scene: Scene) -> dict:
        user = people.user(name)
        form = PseudonymForm(data, instance=people.user(name))
        form.is_valid()
        return {"form": form, "roles": roles, "user": user, "reader": name}

    return made


held = (Held("Coordination", ""), Held("Édition", "Louis Blanc – Aqueduc"))
account, own = "accounts/profile.html", {"path": "/compte/"}
shelf(account, _("Mon compte"), profile(), **own)
shelf(
    account,
    _("Mon compte"),
    profile(people.RIGHT_TO_LEFT, roles=held),
    _("rôles, de droite à gauche"),
    "roles",
    **own,
)
shelf(account, _("Mon compte"), profile(data={"pseudonym": ""}), _("erreurs"), "wrong", **own)
