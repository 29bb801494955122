"""Lomakkeet: giving a list, and saying which of its columns is which."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nivel.exchange.limits import MEGABYTE, SCREEN
from nivel.exchange.profile import IGNORED, Profile


def _limits() -> str:
    return _("A .csv or .xlsx file, at most %(size)s MB and %(rows)s rows.") % {
        "size": SCREEN.file_bytes // MEGABYTE,
        "rows": SCREEN.rows,
    }


class GivingForm(forms.Form):
    """Listan antaminen."""

    file = forms.FileField(
        label=gettext_lazy("The list as a file"),
        help_text=lazy(_limits, str)(),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,.txt"}),
        error_messages={"empty": gettext_lazy("The file is empty.")},
        max_length=200,
    )

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if file.size > SCREEN.file_bytes:
            raise forms.ValidationError(_("The file is larger than %(limit)s MB.") % {"limit": SCREEN.file_bytes // MEGABYTE})
        return file


class ColumnsForm(forms.Form):
    """Sarakkeet: a choice of field for each header of the list."""

    def __init__(self, profile: Profile, columns: dict[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.headers = list(columns)
        choices = [(IGNORED, _("not used")), *((field.name, str(field.label).capitalize()) for field in profile.fields)]
        for place, (header, name) in enumerate(columns.items()):
            self.fields[f"column-{place}"] = forms.ChoiceField(label=header, choices=choices, initial=name, required=False)

    @property
    def chosen(self) -> dict[str, str]:
        return {header: self.cleaned_data[f"column-{place}"] for place, header in enumerate(self.headers)}
