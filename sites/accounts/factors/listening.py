"""A sign-in in which a second factor was shown is strong: said where allauth says it happened."""

from allauth.account.signals import authentication_step_completed
from django.contrib.auth.signals import user_logged_in

from . import policy, recovery


def connect() -> None:
    """After ``sign_ins.connect()``: the sign-in must be there to be made strong."""
    user_logged_in.connect(_signed_in, dispatch_uid="quartiers_factor_signed_in")
    authentication_step_completed.connect(_step_done, dispatch_uid="quartiers_factor_step")


def _signed_in(sender, request, user, **kwargs) -> None:
    """The records say what was shown before the person was in; never those of somebody else."""
    if policy.proved_factor(request, user):
        policy.mark_strong(request)
        recovery.withdraw(user, request)  # whoever shows a factor has not lost them all


def _step_done(sender, request, method, user, **kwargs) -> None:
    """Somebody who is signed in has confirmed with a factor."""
    is_theirs = request.user.is_authenticated and request.user.pk == user.pk
    if method == "mfa" and is_theirs:
        policy.mark_strong(request)
