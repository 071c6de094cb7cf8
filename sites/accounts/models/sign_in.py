"""Who is signed in, in which browser, on which hosts."""

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SignInQuerySet(models.QuerySet["SignIn"]):
    def lasting(self) -> "SignInQuerySet":
        return self.filter(ends_at__gt=timezone.now())

    def over(self) -> "SignInQuerySet":
        return self.filter(ends_at__lte=timezone.now())


class SignIn(models.Model):
    """One sign-in of a person in one browser, made on the portal.

    The sessions of every host that the browser was handed over to hang on it: without this row
    there is none of them, so whatever deletes it ends them all at once. ``ends_at`` is when it is
    over unless it is used before; ``latest_end`` when it is over in any case.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sign_ins"
    )
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(db_index=True)
    latest_end = models.DateTimeField()
    device = models.CharField(max_length=60, blank=True)  # « Firefox sur Linux »
    strong = models.BooleanField(default=False)  # with a second factor

    objects = SignInQuerySet.as_manager()

    class Meta:
        verbose_name = _("connexion")
        verbose_name_plural = _("connexions")

    def __str__(self) -> str:
        return f"{self.user_id} {self.started_at:%Y-%m-%d}"


class HostSession(AbstractBaseSession):
    """Django's session, for one host; of a sign-in, or of a visitor who is filling in a form."""

    sign_in = models.ForeignKey(
        SignIn, on_delete=models.CASCADE, null=True, related_name="sessions"
    )
    host = models.CharField(max_length=253, blank=True)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")

    @classmethod
    def get_session_store_class(cls):
        from sites.accounts.sessions import SessionStore

        return SessionStore
