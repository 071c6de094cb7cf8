"""SESSION_ENGINE: Django's sessions in the database, each hanging on the sign-in it is part of."""

from django.contrib.sessions.backends.base import CreateError, UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import IntegrityError

from .models import HostSession, SignIn

# What a session says of its sign-in, so that a request need not ask the database for it.
SIGN_IN, HOST, STRONG, SEEN, LATEST = "sign_in", "host", "strong", "seen", "latest"


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls):
        return HostSession

    def create_model_instance(self, data):
        session = super().create_model_instance(data)
        session.sign_in_id = data.get(SIGN_IN)
        session.host = data.get(HOST, "")
        return session

    def save(self, must_create=False):
        """Save; UpdateError when the sign-in has ended meanwhile, for nothing brings it back."""
        try:
            super().save(must_create)
        except CreateError:
            if self._is_over():
                raise UpdateError from None
            raise
        except IntegrityError as error:
            raise UpdateError from error

    def _is_over(self) -> bool:
        sign_in = self.get(SIGN_IN)
        return sign_in is not None and not SignIn.objects.filter(pk=sign_in).exists()
