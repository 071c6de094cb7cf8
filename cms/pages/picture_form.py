"""The form through which pictures come in: what cannot be read is refused in words."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from sites.pictures.clean import clean_copy, unreadable

WIDEST = 100_000  # pixels: more than any picture that is let in
LONGEST = 200  # characters of a description, as where it is used
WORDS = {
    "title": (_("Titre"), _("Pour la retrouver parmi les autres ; il n’est pas affiché.")),
    "description": (
        _("Décrivez l’image pour qui ne la voit pas"),
        _(
            "Par exemple : « Deux enfants plantent un tilleul, place Sainte-Marthe ». Laissez vide "
            "si elle ne fait que décorer."
        ),
    ),
    "collection": (_("Site"), _("Les images d’un site ne servent qu’à lui.")),
}


class PictureField(WagtailImageField):
    """Gives the clean copy of what was sent, or an error of this field.

    Wagtail's own looks at the head of a file only, and lets the errors of decoders through.
    """

    def to_python(self, data):
        try:
            upload = super().to_python(data)
        except ValidationError:
            raise
        except Exception:  # hostile bytes: each decoder has errors of its own
            raise unreadable() from None
        return clean_copy(upload) if upload else None


class PictureForm(BaseImageForm):
    file = PictureField(label=_("Fichier"), widget=BaseImageForm._meta.widgets["file"])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in (self._meta.exclude or ()):  # declared, it comes back and is required
            del self.fields["file"]
        self._put_words()
        for name, field in self.fields.items():
            if name.startswith("focal_point_"):  # hidden numbers that a script of the page fills in
                field.validators.append(MaxValueValidator(WIDEST))

    def _put_words(self) -> None:
        """Say what each field is for; a form of Wagtail's may have left some out."""
        for name, (label, help_text) in WORDS.items():
            if name in self.fields:
                self.fields[name].label, self.fields[name].help_text = label, help_text
        if "description" in self.fields:
            description = self.fields["description"]
            description.validators.append(MaxLengthValidator(LONGEST))
            description.widget.attrs.pop("maxlength", None)  # it would cut what is pasted
