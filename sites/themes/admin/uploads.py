"""Packages between their report and their installation: each its sender's, for a day at most."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db.models import QuerySet
from django.utils import timezone

from sites.accounts.models import User

from .. import manifest as manifests
from ..files import ThemeFiles, from_zip
from ..findings import Report
from ..models import Release, Upload
from ..releases import NotInstalled, install

LIFETIME = timedelta(days=1)
AT_ONCE = 5  # packages that one person may have waiting
MAX_FILENAME = 100


class Gone(Exception):
    """The package is not where it was put."""


def waiting(user: User) -> QuerySet[Upload]:
    """What ``user`` sent and has not installed, the newest first."""
    return Upload.objects.filter(user=user, at__gt=timezone.now() - LIFETIME)


def keep(user: User, files: ThemeFiles, filename: str, report: Report | None = None) -> Upload:
    """Keep a package that was just read. The same one again replaces the first."""
    manifest, _findings = manifests.read(files)
    upload, _made = Upload.objects.update_or_create(
        user=user,
        digest=files.digest,
        defaults={
            "filename": filename[-MAX_FILENAME:],
            "name": manifest.name if manifest else "",
            "version": manifest.version if manifest else "",
            "report": (report or Report()).as_data(),
            "at": timezone.now(),
        },
    )
    storage, name = storages["files"], _name(upload)
    if not storage.exists(name):
        storage.save(name, ContentFile(files.pack()))
    for old in Upload.objects.filter(user=user)[AT_ONCE:]:
        drop(old)
    return upload


def put_in(upload: Upload) -> tuple[Release, Report]:
    """Install a package that was kept. Raises Gone or NotInstalled, whose report is kept."""
    files = _read(upload)
    try:
        release, report = install(files, upload.user)
    except NotInstalled as refusal:
        upload.report = refusal.report.as_data()
        upload.save(update_fields=["report"])
        raise
    drop(upload)
    return release, report


def drop(upload: Upload) -> None:
    """Forget a package; the row first, since a row without a file would show an empty promise."""
    name = _name(upload)
    upload.delete()
    storages["files"].delete(name)


def purge() -> int:
    """Forget what nobody installed in time; returns how many."""
    old = list(Upload.objects.filter(at__lte=timezone.now() - LIFETIME))
    for upload in old:
        drop(upload)
    return len(old)


def _name(upload: Upload) -> str:
    return f"themes/uploads/{upload.user_id}-{upload.digest}.zip"


def _read(upload: Upload) -> ThemeFiles:
    try:
        with storages["files"].open(_name(upload)) as source:
            files = from_zip(source.read())
    except Exception as error:  # an object storage raises what its client library likes
        raise Gone(str(error)) from error
    if files.digest != upload.digest:
        raise Gone("not what was sent")
    return files
