"""Yhteiset lomakkeet ja oppaat (JOU-77, JOU-80): one form of each kind and version for all units, and where it was delivered."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from nivel.access.history import command
from nivel.access.models import User
from nivel.access.refusal import Refusal
from nivel.documents.models import FormDelivery
from nivel.documents.rendering import TEMPLATES, render_pdf
from nivel.services.models import Place, ServiceSpecification

LEAFLET = "leaflet"
SPECIFICATION = "service_specification"


class AlreadyDelivered(Refusal):
    sentence = _("This version was already delivered to %(place)s on %(day)s.")


class ReceiverIsMissing(Refusal):
    sentence = _("Tell who received the form.")


@dataclass(frozen=True)
class Form:
    """Lomake tai opas: its code, the folder and version of its template, whether it is printed blank, its title by language."""

    code: str
    template: str
    version: str
    blank: bool
    titles: dict[str, str]

    def title(self, language: str) -> str:
        return self.titles.get(language) or self.titles["fi"]


@cache
def forms() -> tuple[Form, ...]:
    """Every form in its newest version: those filled from data, and those printed as they are."""
    filled = [_filled(name) for name in ("agreement", "certificate", "travel_claim", "settlement", SPECIFICATION)]
    words, version = _words(LEAFLET), _newest(LEAFLET)
    codes = words["fi"]["forms"]
    blank = [
        Form(code, LEAFLET, version, True, {language: words[language]["forms"][code]["title"] for language in words})
        for code in codes
    ]
    return (*filled, *blank)


def form_of(code: str) -> Form | None:
    return next((form for form in forms() if form.code == code), None)


def _filled(name: str) -> Form:
    words = _words(name)
    return Form(name, name, _newest(name), False, {language: words[language]["title"] for language in words})


def _newest(name: str) -> str:
    return max((folder.name for folder in (TEMPLATES / name).iterdir() if folder.is_dir()), key=int)


def _words(name: str) -> dict[str, Any]:
    return tomllib.loads((TEMPLATES / name / _newest(name) / "texts.toml").read_text(encoding="utf-8"))


def blank_form(form: Form, organisation: str, language: str, on: date) -> bytes:
    """A form or guide as tagged PDF, to be given out."""
    facts = {"organisation": organisation, "made_on": date_format(on, "j.n.Y"), "form": form.code, "title": form.title(language)}
    return render_pdf(form.template, form.version, facts, language)


def specification_paper(row: ServiceSpecification, organisation: str, language: str, on: date) -> bytes:
    """A service's specification as tagged PDF, by the uniform template (REL-07)."""
    facts = {"organisation": organisation, "made_on": date_format(on, "j.n.Y"), "number": str(row.version)}
    facts |= {"starts_on": date_format(row.starts_on, "j.n.Y"), **{name: getattr(row, name) for name in row.HEADINGS}}
    return render_pdf(SPECIFICATION, _newest(SPECIFICATION), facts, language)


@command
def deliver_form(form: Form, place: Place, *, on: date, by: User | None) -> FormDelivery:
    """Tell that this version was delivered to the place (JOU-77). Raises AlreadyDelivered."""
    standing = FormDelivery.objects.filter(form=form.code, version=form.version, place=place).first()
    if standing:
        raise AlreadyDelivered(place=place, day=standing.delivered_on)
    return FormDelivery.objects.create(form=form.code, version=form.version, place=place, delivered_on=on, delivered_by=by)


@command
def confirm_receipt(delivery: FormDelivery, *, received_by: str, on: date, by: User | None) -> FormDelivery:
    """The place has received it (vastaanottokuittaus): who and when. Raises ReceiverIsMissing."""
    if not received_by.strip():
        raise ReceiverIsMissing
    delivery.received_on, delivery.received_by = on, received_by.strip()
    delivery.save(update_fields=["received_on", "received_by"])
    return delivery
