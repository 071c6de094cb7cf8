"""What is sent by mail. Texts made in code have no template: a theme cannot change them."""

from django.utils.translation import gettext_lazy as _

from ..material.forms import contact_form, contact_page
from ..registry import Group, Setting, Shelf
from ..scene import Scene

shelf = Shelf(Group.MAILS, setting=Setting.TEXT)
SENT = {
    "nom": "ليلى بن عمر",
    "adresse": "leila@exemple.fr",
    "message": "Bonjour,\n\nLe banc du square est cassé depuis juin. À qui l’écrire ?",
}


def contact(scene: Scene) -> dict:
    page = contact_page()
    form = contact_form(page, SENT)
    form.is_valid()
    form.cleaned_data = SENT
    return {"subject": f"[{scene.chrome.site_name}] {page.title}", "text": form.as_message()}


shelf(
    "courriels/contact.txt",
    _("Un message du formulaire de contact"),
    contact,
    by="gallery/mail.html",
)
