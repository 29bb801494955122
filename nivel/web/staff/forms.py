from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from nivel.access.actor import CLIENT
from nivel.access.models import Organisation, Unit
from nivel.access.policy import policy
from nivel.access.queries import role_name
from nivel.web.clients.fields import DayField


def roles() -> list[tuple[str, str]]:
    return [(code, role_name(code)) for code in policy().roles if code != CLIENT]


class NewUser(forms.Form):
    """A personal account. The user name is told to its owner together with the setup link."""

    first_name = forms.CharField(label=_("First name"), max_length=60)
    last_name = forms.CharField(label=_("Last name"), max_length=60)
    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        help_text=_("Small letters and numbers, for example aino.laine. It stays the same for good."),
    )
    title = forms.CharField(label=_("Title"), max_length=80, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class NewRole(forms.Form):
    """A role in a unit, from day to day."""

    role = forms.ChoiceField(label=_("Role"), choices=roles)
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.select_related("organisation"), empty_label=None)
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"), required=False, help_text=_("Leave empty when it goes on for now."))
    time_share = forms.IntegerField(label=_("Share of working time, %"), required=False, min_value=1, max_value=100)


class RoleEnd(forms.Form):
    ends_on = DayField(label=_("Last day the role holds"))


class Why(forms.Form):
    """Why a sign-in is renewed or an account closed; kept in the history."""

    reason = forms.CharField(label=_("Why"), max_length=300)


class NewUnit(forms.Form):
    name = forms.CharField(label=_("Name of the unit"), max_length=120)
    organisation = forms.CharField(label=_("Organisation"), max_length=120, help_text=_("A new name makes a new organisation."))
    kind = forms.ChoiceField(label=_("Kind of the organisation, if it is new"), choices=Organisation.Kind)
    sector = forms.ChoiceField(label=_("Sector"), choices=[("", _("not told")), *Unit.Sector.choices], required=False)
    starts_on = DayField(label=_("First day"))
