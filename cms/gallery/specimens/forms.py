"""Whole pages with a form, at rest and when something is wrong with what was sent."""

from django.utils.translation import gettext_lazy as _

from cms.pages.chrome import Entry
from cms.pages.models import FormPage

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
