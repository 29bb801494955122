"""Paikan kenttä: where a period is, each place with what is free there, and a search of free places within the form."""

from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nivel.paths.places import PlaceRow, PlaceWish, full_on, places_for, places_on
from nivel.services.models import ActivityForm, Place, UnitType
from nivel.web.clients.fields import row_number

FIND = "find"


class PlaceSearchForm(forms.Form):
    """Vapaan paikan haku sopimuslomakkeella: of which kind and for which activity (JOU-22)."""

    find_unit_type = forms.ChoiceField(label=_("Kind of unit"), choices=[("", _("any")), *UnitType.choices], required=False)
    find_form = forms.ChoiceField(label=_("Form of activity"), choices=[("", _("any")), *ActivityForm.choices], required=False)

    def wish(self, on: date) -> PlaceWish:
        """A free place from the day on; what was sent and is no choice is left out."""
        given = self.cleaned_data if self.is_valid() else {}
        return PlaceWish(on, unit_type=given.get("find_unit_type", ""), form=given.get("find_form", ""))


class PlaceField(forms.ModelChoiceField):
    """Paikka: each with its free places of rehabilitative work, as the screen of places counts them (JOU-72)."""

    supply: dict[int, PlaceRow]

    def __init__(self, **options: object) -> None:
        super().__init__(queryset=Place.objects.none(), empty_label=_("no place"), **options)

    def offer(self, on: date, *, count: bool, search: QueryDict | None = None) -> None:
        """The places of the day; with a search only those free, most room first, each with its kind and place on a row."""
        self.count, self.searched = count, search is not None
        if search is None:
            rows = list(places_on(on).rows)
        else:
            rows = places_for(PlaceSearchForm(search).wish(on))
            self.widget = forms.RadioSelect()
            self.widget.is_required = self.required
        self.supply = {row.place.pk: row for row in rows}
        self.queryset = Place.objects.filter(pk__in=self.supply)
        if self.searched:
            self.choices = [(row.place.pk, self.label_from_instance(row.place)) for row in rows]

    def is_full(self, told: object, first: date, last: date | None) -> bool:
        """Whether the chosen place has no room on some day of the period."""
        number = row_number(told)
        row = None if number is None else self.supply.get(number)
        return row is not None and full_on(row.place, first, last) is not None

    def label_from_instance(self, place: Place) -> str:
        row = self.supply[place.pk]
        name = f"{place}, {place.get_unit_type_display()}" if self.searched else str(place)
        if row.total is None or not self.count:
            return name
        return gettext("%(place)s (%(free)s of %(total)s free)") % {"place": name, "free": row.free, "total": row.total}
