"""A day and a time of the clock are typed as Finns write them, whatever language the browser speaks."""

from datetime import date, time

import pytest
from django import forms
from django.utils.translation import override

from nivel.web.clients.fields import ClockField, DayField, PastDayField


class Meeting(forms.Form):
    on = DayField()
    at = ClockField()


def meeting(on: str = "30.6.2020", at: str = "9.30") -> Meeting:
    return Meeting({"on": on, "at": at})


@pytest.mark.parametrize("typed", ["3.7.2020", "03.07.2020", " 3.7.2020. ", "3,7,2020", "2020-07-03"])
def test_a_day_is_understood_as_it_is_written(typed):
    assert DayField().clean(typed) == date(2020, 7, 3)


@pytest.mark.parametrize("typed", ["07/03/2020", "3.7.", "31.6.2020", "3.7.20", "huomenna"])
def test_what_is_not_a_day_is_refused_with_how_to_write_it(typed):
    with override("fi"):
        assert meeting(on=typed).errors["on"] == ["Kirjoita päivä muodossa p.k.vvvv, esimerkiksi 30.6.2020."]


@pytest.mark.parametrize("typed", ["1.1.0001", "31.12.1899", "1.1.2200", "31.12.9999"])
def test_a_year_that_nobodys_case_is_about_is_told(typed):
    with override("fi"):
        assert meeting(on=typed).errors["on"] == ["Tarkista vuosi: se kirjoitetaan neljällä numerolla, väliltä 1900–2199."]


@pytest.mark.parametrize("typed", ["9.30", "9:30", "09.30", "9,30"])
def test_a_time_is_understood_with_a_full_stop_a_colon_or_a_comma(typed):
    assert ClockField().clean(typed) == time(9, 30)


def test_a_time_by_twelve_hours_is_refused_with_how_to_write_it():
    with override("fi"):
        assert meeting(at="9:30 PM").errors["at"] == ["Kirjoita kellonaika muodossa t.mm, esimerkiksi 9.30."]


def test_the_fields_are_plain_text_that_shows_the_day_and_the_time_as_a_finn_writes_them():
    with override("fi"):
        page = str(Meeting(initial={"on": date(2020, 7, 3), "at": time(9, 5)}))
    assert 'value="3.7.2020"' in page
    assert 'value="9.05"' in page
    assert 'placeholder="p.k.vvvv"' in page
    assert 'type="date"' not in page
    assert 'type="time"' not in page


def test_a_day_that_was_refused_stays_in_the_field_as_it_was_typed():
    assert 'value="31.6.2020"' in str(meeting(on="31.6.2020"))


def test_what_has_come_about_is_not_of_a_day_ahead(monkeypatch):
    monkeypatch.setenv("NIVEL_TODAY", "2020-07-03")
    assert PastDayField().clean("3.7.2020") == date(2020, 7, 3)
    with override("fi"), pytest.raises(forms.ValidationError, match="tulevaisuudessa"):
        PastDayField().clean("4.7.2020")
