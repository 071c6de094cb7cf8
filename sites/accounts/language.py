"""The language in which somebody signed in reads the interface, on every site and in the admin.

``User.language`` is the one place that says it; empty: each site's own. Wagtail keeps a preference
of its own for the admin: the two follow each other, whichever screen changed one. Who is not signed
in reads every site in its language: no cookie, nothing of the browser is looked at.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from wagtail.users.models import UserProfile

from .models import User


class LanguageMiddleware:
    """Answer a signed-in person in their language.

    Without a session's cookie nobody is asked, so that pages for everybody do not vary by cookie;
    PersonalPagesMiddleware keeps the answers to others from every cache.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        if not language:
            return self.get_response(request)
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def language_of(request: HttpRequest) -> str:
    """The language that whoever asks has chosen; empty for nobody and for no choice."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return ""
    chosen = request.user.language
    return chosen if chosen in dict(settings.LANGUAGES) else ""


def set_language(user: User, language: str) -> None:
    """``user`` chose ``language`` (empty: each site's own) on their profile."""
    User.objects.filter(pk=user.pk).update(language=language)
    UserProfile.objects.filter(user=user.pk).update(preferred_language=language)


def begin_wagtail_profile(sender, instance: UserProfile, raw=False, **kwargs) -> None:
    """Wagtail makes its profile when the admin is first opened: it starts with our language."""
    if instance.pk is None and not raw and not instance.preferred_language:
        instance.preferred_language = instance.user.language


def follow_wagtail(sender, instance: UserProfile, raw=False, **kwargs) -> None:
    """Somebody chose a language in the admin."""
    if not raw:
        chosen = instance.preferred_language
        stale = User.objects.filter(pk=instance.user_id).exclude(language=chosen)
        stale.update(language=chosen)
