"""What an operator ends, from a shell."""

import pytest
from django.core.management import CommandError, call_command

from sites.accounts import sign_ins
from sites.accounts.models import SignIn
from tests.browsing import Browser, address

from .entering import name_shown, sign_in

pytestmark = pytest.mark.django_db


def test_of_one_person(capsys, portal, council, resident, make_user):
    one, other = Browser(), Browser()
    sign_in(one, council, resident.email)
    sign_in(other, council, make_user().email)
    call_command("end_sign_ins", email=resident.email.upper())
    assert "1 connexion fermée." in capsys.readouterr().out
    assert not name_shown(one.get(address(council, "/compte/")))
    assert name_shown(other.get(address(council, "/compte/")))


def test_of_everybody(capsys, council, resident, make_user):
    for person in (resident, make_user()):
        sign_in(Browser(), council, person.email)
    call_command("end_sign_ins", everybody=True)
    assert "2 connexions fermées." in capsys.readouterr().out
    assert not SignIn.objects.exists()


def test_an_unknown_address_is_said_in_one_line(council):
    with pytest.raises(CommandError, match="Aucun compte"):
        call_command("end_sign_ins", email="personne@exemple.fr")


def test_nobody_has_more_than_twenty(resident):
    first = sign_ins.start(resident, "")
    for _more in range(sign_ins.MOST):
        sign_ins.start(resident, "")
    assert SignIn.objects.filter(user=resident).count() == sign_ins.MOST
    assert not SignIn.objects.filter(pk=first.pk).exists()
