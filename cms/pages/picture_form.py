"""The form through which pictures come in: what cannot be read is refused in words."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from .photos import clean_copy, unreadable

WIDEST = 100_000  # pixels: more than any picture that is let in


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
        for name, field in self.fields.items():
            if name.startswith("focal_point_"):  # hidden numbers that a script of the page fills in
                field.validators.append(MaxValueValidator(WIDEST))
