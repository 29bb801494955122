"""Palvelukuvaus: "Kenelle palvelu on, miten siihen ohjataan ja mihin se tähtää?" Its versions, a new one, and the paper."""

from django.conf import settings
from django.forms import CharField, Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from nivel import programmes
from nivel.documents.forms import specification_paper
from nivel.services.models import Service, ServiceSpecification
from nivel.services.specifications import LABELS, Wording, specification_on, write_specification
from nivel.web.clients.fields import DayField, text_area
from nivel.web.services.pages import changed, tabs


class SpecificationForm(Form):
    """Palvelukuvaus otsikoittain (REL-07)."""

    name = CharField(label=LABELS["name"], max_length=200)
    basis = CharField(label=LABELS["basis"], widget=text_area(3))
    target_group = CharField(label=LABELS["target_group"], widget=text_area(4))
    steering = CharField(label=LABELS["steering"], widget=text_area(4))
    goal = CharField(label=LABELS["goal"], widget=text_area(4))
    starts_on = DayField(label=gettext_lazy("In force from"))


def page(request: HttpRequest, number: int) -> HttpResponse:
    """The version in force by its headings, and the others."""
    service = get_object_or_404(Service, pk=number)
    context = {
        "service": service,
        "specification": specification_on(service, request.day),
        "versions": service.specifications.select_related("written_by"),
        "tabs": tabs("services_catalogue", request.actor),
        "may_manage": request.actor.may("services.manage"),
    }
    return render(request, "services/specification_page.html", context)


def new(request: HttpRequest, number: int) -> HttpResponse:
    """Kirjoita uusi versio: the one before is the start."""
    service = get_object_or_404(Service, pk=number)
    former = service.specifications.first()
    names = ServiceSpecification.HEADINGS
    initial = (
        {name: getattr(former, name) for name in names} if former else {"name": service.name, "goal": service.employment_goal}
    )
    form = SpecificationForm(request.POST or None, initial=initial | {"starts_on": request.day})

    def write() -> ServiceSpecification:
        given = dict(form.cleaned_data)
        return write_specification(
            service, starts_on=given.pop("starts_on"), wording=Wording(**given), on=request.day, by=request.user
        )

    back = service.name, reverse("services_specification", args=[number])
    title, button = _("Service specification: %(name)s") % {"name": service}, _("Save the version")
    return changed(request, form, write, _("The specification is saved."), title=title, button=button, back=back)


def paper(request: HttpRequest, number: int) -> HttpResponse:
    """The version in force as PDF."""
    service = get_object_or_404(Service, pk=number)
    found = specification_on(service, request.day)
    if found is None:
        raise Http404
    organisation = programmes.programme(settings.PROGRAMME).organisation
    content = specification_paper(found, organisation, get_language() or "fi", request.day)
    name = f"palvelukuvaus-{service.pk}-{found.version}.pdf"
    return HttpResponse(
        content, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
