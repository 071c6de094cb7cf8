"""The parts of forms: fields of every kind, at rest and with their errors."""

from django.utils.translation import gettext_lazy as _

from ..material.forms import EveryField, wrong
from ..registry import Group, Shelf

shelf = Shelf(Group.COMPONENTS)
field, label = "components/field.html", _("Champ de formulaire")
KINDS = {
    "name": _("texte"),
    "address": _("adresse, avec une aide"),
    "topic": _("choix dans une liste"),
    "hours": _("plusieurs choix"),
    "age": _("un choix"),
    "count": _("nombre"),
    "day": _("date"),
    "text": _("long texte, facultatif"),
    "code": _("désactivé"),
    "agreed": _("case à cocher"),
}
FOCUS = _("Focus : allez-y avec la touche Tab.")


def bound(name: str, form=EveryField):
    return lambda scene: {"field": form()[name]}


for key, state in KINDS.items():
    shelf(field, label, bound(key), state, key, notes=(FOCUS,))
for key in ("address", "hours", "agreed"):
    shelf(field, label, bound(key, wrong), _("erreur"), f"{key}-wrong")

words, label = "components/field_words.html", _("Aide et erreur d’un champ")
shelf(words, label, bound("address"))
shelf(words, label, bound("address", wrong), _("erreur"), "wrong")

in_text = {"wrapper": "p"}
shelf("components/field_mark.html", _("Champ facultatif"), bound("text"), **in_text)

summary, label = "components/error_summary.html", _("Tout ce qui est à corriger")


def one_error(scene) -> dict:
    form = EveryField({"name": "Awa"})
    form.is_valid()
    for name in [name for name in form.errors if name != "agreed"]:
        del form.errors[name]
    return {"form": form}


# Each line leads to a field, which must be there.
above = {"by": "gallery/form.html", "wrapper": "div", "classes": "stack"}
shelf(summary, label, lambda scene: {"form": wrong()}, **above)
shelf(summary, label, one_error, _("une seule"), "one", **above)
