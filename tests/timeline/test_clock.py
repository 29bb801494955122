from datetime import date

from nivel.timeline import clock


def test_the_fixed_day_replaces_the_day_and_keeps_the_zone(monkeypatch):
    monkeypatch.setenv("NIVEL_TODAY", "2020-06-30")
    assert clock.fixed_day() == date(2020, 6, 30)
    assert clock.today() == date(2020, 6, 30)
    assert clock.now().date() == date(2020, 6, 30)
    assert clock.now().tzinfo is clock.HELSINKI


def test_without_a_fixed_day_the_clock_runs(monkeypatch):
    monkeypatch.delenv("NIVEL_TODAY", raising=False)
    assert clock.fixed_day() is None
    assert clock.now().utcoffset() is not None
