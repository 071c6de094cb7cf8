"""What is asked of a document: the file, what it is, of when; its text if there is some."""

from pathlib import PurePath

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.pages.models.documents import DOCUMENT_KINDS
from sites.delivery.forms import explain
from sites.delivery.weights import megabytes

from .models import WaitingDocument
from .naming import title_from


def check_file(upload: File) -> None:
    """Raise ValidationError, in words, for what no document can be."""
    extension = PurePath(upload.name or "").suffix.lower().removeprefix(".")
    if extension not in settings.WAGTAILDOCS_EXTENSIONS:
        known = ", ".join(settings.WAGTAILDOCS_EXTENSIONS).upper()
        raise ValidationError(
            _("Ce type de fichier n’est pas accepté. Choisissez l’un de ceux-ci : %(known)s.")
            % {"known": known}
        )
    limit = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
    if upload.size > limit:
        sizes = {"size": megabytes(upload.size), "limit": megabytes(limit)}
        raise ValidationError(_("Fichier trop lourd : %(size)s, pour %(limit)s au plus.") % sizes)


class DocumentForm(forms.Form):
    """``kept``: the file that came before and waits."""

    file = forms.FileField(
        label=gettext_lazy("Le fichier"),
        help_text=gettext_lazy(
            "PDF, traitement de texte, tableur ou présentation ; 20 Mo au plus."
        ),
        required=False,
        max_length=200,
        error_messages={"max_length": gettext_lazy("Donnez au fichier un nom plus court.")},
    )
    title = forms.CharField(
        label=gettext_lazy("Titre"),
        help_text=gettext_lazy("Par exemple : « Compte rendu de la plénière du 12 mars »."),
        max_length=255,
        required=False,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Type de document"),
        choices=[("", gettext_lazy("Choisissez…")), *DOCUMENT_KINDS],
    )
    date = forms.DateField(
        label=gettext_lazy("Date du document"),
        initial=timezone.localdate,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Texte"),
        help_text=gettext_lazy(
            "Un PDF seul se lit mal sur un téléphone ou avec une synthèse vocale : collez ici son "
            "texte, ou l’essentiel."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=50_000,
        required=False,
    )

    def __init__(self, *args, kept: WaitingDocument | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.kept = kept
        for name in ("title", "text"):
            self.fields[name].widget.attrs.pop("maxlength", None)  # it would cut what is pasted
        for name in ("kind", "date"):
            explain(self.fields[name])
        self.fields["file"].widget.attrs["accept"] = ",".join(
            f".{extension}" for extension in settings.WAGTAILDOCS_EXTENSIONS
        )
        if kept:
            self.fields["file"].help_text = _(
                "« %(name)s » est arrivé. N’en choisissez un autre que pour le remplacer."
            ) % {"name": kept.name}

    def clean_file(self) -> File | None:
        upload = self.cleaned_data["file"]
        if upload:
            check_file(upload)
        elif not self.kept:
            raise ValidationError(_("Choisissez un fichier."))
        return upload

    def clean(self) -> dict:
        told = self.cleaned_data
        upload = told.get("file")
        name = upload.name if upload else self.kept.name if self.kept else ""
        if not told.get("title") and "title" not in self.errors:
            self._propose(title_from(name))
        return told

    def _propose(self, title: str) -> None:
        if not title:
            self.add_error("title", _("Donnez un titre au document."))
            return
        self.data = {**self.data.dict(), "title": title}  # type: ignore[attr-defined] # a QueryDict
        self.add_error("title", _("Relisez ce titre, pris du nom du fichier, puis recommencez."))
