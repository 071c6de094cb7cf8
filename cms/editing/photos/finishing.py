"""From waiting photos to pictures of the council in a page: all of it, or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.html import escape, linebreaks
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.utils.file import hash_filelike

from cms.pages.models import GalleryPage, GalleryPhoto, NewsPage, NewsPhoto, Picture
from cms.pages.models.photos import Photo
from sites.pictures.clean import CleanCopy, turned

from ..desks import Desk
from ..outcomes import Outcome, keep_page
from .forms import PhotoForm, Sheet, sheet_of
from .models import PhotoSet, WaitingPhoto
from .sizes import make_after_commit

ROW_OF: dict[type[Page], type[Photo]] = {NewsPage: NewsPhoto, GalleryPage: GalleryPhoto}


class NotReady(Exception):
    """Something is missing: the forms say what, ``words`` what no field can say."""

    def __init__(self, sheet: Sheet, *words: str):
        super().__init__(*words)
        self.sheet, self.words = sheet, words


@dataclass
class Made:
    """``page`` as it is now; ``told_again`` photos were in it already."""

    page: Page
    told_again: int = 0


@dataclass
class Pictures:
    """Pictures made in this transaction: without it, their files must not stay."""

    made: list[Picture] = field(default_factory=list)

    def make(self, desk: Desk, copy: CleanCopy, values: dict) -> Picture:
        picture = Picture(
            title=values["title"],
            file=copy,
            collection=desk.owner.collection,
            description=values["alt"],
            credit=values["credit"],
            people_agreed=values["people_agreed"],
            uploaded_by_user=desk.user,
        )
        picture._set_image_file_metadata()
        picture.save()
        self.made.append(picture)
        return picture


@contextmanager
def _all_or_nothing() -> Iterator[Pictures]:
    pictures = Pictures()
    try:
        with transaction.atomic():
            yield pictures
    except BaseException:
        for picture in pictures.made:
            picture.file.storage.delete(picture.file.name)
        raise


def finish(desk: Desk, how: Outcome) -> Made:
    """Put the photos that wait at ``desk`` into a page. Raises NotReady."""
    with _all_or_nothing() as pictures:
        waiting = PhotoSet.objects.select_for_update().filter(user=desk.user, site=desk.site)
        photo_set = waiting.first()
        sheet = sheet_of(desk, photo_set, checked=True, is_draft=how is Outcome.DRAFT)
        _check(sheet, how)
        try:
            made = _make(desk, sheet, how, pictures)
        except ValidationError as error:  # a rule of pages that no field here knows
            raise NotReady(sheet, *error.messages) from error
        photo_set.delete()  # there is one: it had photos
        if how is Outcome.PUBLISH:
            make_after_commit(pictures.made)
        return made


def _check(sheet: Sheet, how: Outcome) -> None:
    if not sheet.photos:
        raise NotReady(sheet, _("Il n’y a pas de photo : choisissez-en d’abord."))
    if not sheet.is_valid():
        raise NotReady(sheet)
    if how is not Outcome.DRAFT and (places := sheet.without_agreement):
        words = _(
            "Cochez que les personnes reconnaissables sont d’accord, pour toutes les photos ou "
            "pour chacune. Il manque : %(which)s."
        )
        which = ", ".join(_("photo %(n)s") % {"n": n} for n in places)
        raise NotReady(sheet, words % {"which": which})
    target = sheet.about.target
    if target and how is Outcome.PUBLISH and target.has_unpublished_changes:
        raise NotReady(
            sheet,
            _(
                "Cette page a des changements qui ne sont pas en ligne : les photos les "
                "publieraient aussi. Enregistrez le brouillon, relisez la page, puis publiez-la."
            ),
        )


def _make(desk: Desk, sheet: Sheet, how: Outcome, pictures: Pictures) -> Made:
    target = sheet.about.target
    page = target.get_latest_revision_as_object() if target else _new_page(sheet.about.cleaned_data)
    known = _hashes_in(page)
    copies = [(_upright(photo), photo, form) for photo, form in sheet.photos]
    new = [one for one in copies if hash_filelike(one[0]) not in known]
    if not new:
        raise NotReady(sheet, _("Ces photos sont déjà toutes dans la page."))
    title = page.title or _("Photo")
    made = []
    for copy, _photo, form in new:
        copy.name = f"{slugify(title) or 'photo'}.{copy.name.rpartition('.')[2]}"
        picture = pictures.make(desk, copy, _values(form, sheet, title))
        made.append((picture, form.cleaned_data))
    _put_in(page, made, is_new=target is None)
    return Made(keep_page(desk, page, how, is_new=target is None), len(copies) - len(new))


def _hashes_in(page: Page) -> set[str]:
    shown = [page.lead_image_id, *(photo.image_id for photo in page.photos.all())]
    return set(Picture.objects.filter(pk__in=shown).values_list("file_hash", flat=True))


def _upright(photo: WaitingPhoto) -> CleanCopy:
    """The photo as it was turned on the screen."""
    with photo.file.open("rb") as file:
        if photo.turns:
            return turned(file, photo.turns)
        return CleanCopy(file.read(), photo.file.name)


def _new_page(about: dict) -> Page:
    common = {"title": about["title"], "date": about["date"], "summary": about["summary"]}
    if about["kind"] == PhotoSet.Kind.GALLERY:
        return GalleryPage(intro=about["text"], **common)
    body = [("text", linebreaks(escape(about["text"])))] if about["text"] else []
    return NewsPage(body=body, **common)


def _values(form: PhotoForm, sheet: Sheet, title: str) -> dict:
    one, all_of_them = form.cleaned_data, sheet.about.cleaned_data
    alt = "" if one["decorative"] else one["alt"]
    return {
        "title": (alt or one["caption"] or title)[:255],
        "alt": alt,
        "credit": one["credit"] or all_of_them["credit"],
        "people_agreed": one["people_agreed"] or all_of_them["people_agreed"],
    }


def _put_in(page: Page, made: list[tuple[Picture, dict]], is_new: bool) -> None:
    """Append the photos. The first one stands for the page in lists; news show it large."""
    if page.lead_image is None and (is_new or isinstance(page, GalleryPage)):
        picture, told = made[0]
        page.lead_image, page.lead_image_alt = picture, told["alt"]
        if isinstance(page, NewsPage):
            made = made[1:]
    row = ROW_OF[type(page)]
    first = max((photo.sort_order or 0 for photo in page.photos.all()), default=-1) + 1
    rows = [
        row(
            image=picture,
            alt="" if told["decorative"] else told["alt"],
            decorative=told["decorative"],
            caption=told["caption"],
            sort_order=place,
        )
        for place, (picture, told) in enumerate(made, first)
    ]
    page.photos.add(*rows)
