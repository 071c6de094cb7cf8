"""SMTP that waits for the one answer that matters.

Django's timeout holds for every word of the conversation. A server that looks through a mail before
it takes it answers the final dot late; who hangs up before has sent a mail without knowing, and
sends it again (RFC 1047). RFC 5321 §4.5.3.2.6 asks for ten minutes there; a lease allows for two.
"""

import smtplib
from typing import Any

from django.core.mail.backends import smtp

LAST_ANSWER = 120  # seconds; with the rest of the conversation, less than sending.LEASE


class Patient:
    """For smtplib's clients: more time once the content is on its way."""

    def data(self, message: Any) -> Any:
        sock = self.sock  # type: ignore[attr-defined]
        usual = sock.gettimeout()
        sock.settimeout(LAST_ANSWER)
        try:
            return super().data(message)  # type: ignore[misc]
        finally:
            if self.sock:  # type: ignore[attr-defined]
                sock.settimeout(usual)


class PatientSMTP(Patient, smtplib.SMTP):
    pass


class PatientSMTPS(Patient, smtplib.SMTP_SSL):
    pass


class EmailBackend(smtp.EmailBackend):
    @property
    def connection_class(self):
        return PatientSMTPS if self.use_ssl else PatientSMTP
