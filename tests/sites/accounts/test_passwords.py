"""What a password may be: long, and neither common nor the name of the place."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "password",
    [
        "LouisBlancAqueduc",
        "louis-blanc-aqueduc",
        "quartiersquartiers",
        "lba.quartiers",
        "Conseil2026!",
        "sureau@exemple.fr",
        "iloveyou1234",
        "azertyuiop12",
        "Motdepasse12",
        "123456789012",
        "aaaaaaaaaaaaaaaa",
        "onzelettres",
        "court",
        "",
    ],
)
def test_what_is_soon_guessed_does_not_do(council, other_council, resident, password):
    with pytest.raises(ValidationError):
        validate_password(password, resident)


@pytest.mark.parametrize(
    "password",
    [
        "sept-ponts-et-deux-gares",
        "l’aqueduc chante à minuit",
        "correct horse battery staple",
        "vache violette sous le pont",
        "0a9s8d7f6g5h4j3k2l",
        "пароль который длинный",
        "vache-violette" * 2 + "é" * 90,
    ],
)
def test_any_characters_of_any_length_do(council, resident, password):
    validate_password(password, resident)
