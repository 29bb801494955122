import pytest

from tests.web.signing_in import sign_in
from tests.world import DAY


@pytest.fixture
def on_day(monkeypatch):
    """The screens' day is DAY, as in the world of the tests."""
    monkeypatch.setenv("NIVEL_TODAY", DAY.isoformat())


@pytest.fixture
def as_aino(client, world, on_day):
    return sign_in(client, world.aino)
