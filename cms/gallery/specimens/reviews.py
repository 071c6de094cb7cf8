"""What is sent when a page is proposed, published or sent back."""

from django.utils.translation import gettext_lazy as _

from ..material import people, things
from .mails import mail

TOLD = {
    "title": "Carnaval : on cherche vingt bénévoles",
    "by": people.RIGHT_TO_LEFT,
    "link": "https://admin.exemple.fr/admin/pages/42/edit/",
    "comment": "Il manque l’heure du rendez-vous.\n\nEt une photo, si vous en avez une.",
    "at": "",
}
AT = {"at": "mardi 1er décembre 2026 à 19 h"}
mail("review_asked", _("Une page proposée, à la rédaction"), TOLD)
mail("review_published", _("Une page publiée, à qui l’a proposée"), TOLD)
mail("review_published", _("Une page publiée, à qui l’a proposée"), TOLD | AT, _("plus tard"), "at")
mail("review_sent_back", _("Une page à reprendre"), TOLD)
LONG = {"comment": things.LONG_SUMMARY + "\n" + things.LONG_WORD}
mail("review_sent_back", _("Une page à reprendre"), TOLD | LONG, _("texte long"), "long")
mail("review_ended", _("Une page qui n’attend plus de relecture"), TOLD)
OFF = {"by": ""}
mail("review_ended", _("Une page qui n’attend plus de relecture"), TOLD | OFF, _("coupée"), "off")
