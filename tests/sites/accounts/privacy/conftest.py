"""What the tests of closing and exporting an account share."""

import pytest

from sites.accounts import sign_ins


@pytest.fixture(autouse=True)
def ended(monkeypatch) -> list[int]:
    """The accounts whose sign-ins were ended everywhere, in order."""
    accounts: list[int] = []
    monkeypatch.setattr(sign_ins, "end_all", lambda user: accounts.append(user.pk))
    return accounts
