"""Liitetyt yksiköt: "Kuka auttaa veloissa tai etuuksissa, milloin, ja miten sinne mennään yhdessä?" (REL-25)"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from nivel.clients.gate import open_clients
from nivel.clients.models import Client
from nivel.intake.models import Referral
from nivel.services.linked import change_linked_unit, link_unit
from nivel.services.models import LinkedUnit
from nivel.web.services.catalogue_forms import LinkedUnitForm
from nivel.web.services.pages import changed, tabs


def page(request: HttpRequest) -> HttpResponse:
    """Each linked unit with who answers, when it is open and how to get there."""
    context = {
        "units": LinkedUnit.objects.exists_on(request.day).select_related("organisation"),
        "tabs": tabs("services_catalogue", request.actor),
        "may_manage": request.actor.may("services.manage"),
    }
    return render(request, "services/linked.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Liitä yksikkö."""
    form = LinkedUnitForm(request.POST or None)

    def link() -> None:
        link_unit(form.terms(), on=request.day, by=request.user)

    back = (_("Linked units"), reverse("services_linked"))
    return changed(request, form, link, _("The unit is linked."), title=_("Link a unit"), button=_("Save"), back=back)


def unit(request: HttpRequest, number: int) -> HttpResponse:
    """One unit, and the referrals to it of those people whom the reader may see."""
    found = get_object_or_404(LinkedUnit.objects.select_related("organisation"), pk=number)
    referrals = Referral.objects.filter(linked_unit=found, received_on__lte=request.day)
    ours: dict[int, Client] = {}
    if request.actor.may("intake.see"):
        people = Client.objects.filter(pk__in=referrals.values("client"))
        ours = {client.pk: client for client in open_clients(request.door, "intake.see", people)}
    rows = referrals.filter(client__in=ours).select_related("client").order_by("-received_on", "-pk")
    context = {"unit": found, "rows": rows[:50], "may_manage": request.actor.may("services.manage")}
    return render(request, "services/linked_unit.html", context)


def change(request: HttpRequest, number: int) -> HttpResponse:
    """Muuta tietoja tai päätä."""
    found = get_object_or_404(LinkedUnit, pk=number)
    names = LinkedUnitForm.base_fields
    form = LinkedUnitForm(
        request.POST or None, initial={name: getattr(found, f"{name}_id", getattr(found, name)) for name in names}
    )

    def save() -> None:
        change_linked_unit(found, form.terms(), ends_on=form.cleaned_data["ends_on"], by=request.user)

    back = (found.name, reverse("services_linked_unit", args=[found.pk]))
    return changed(request, form, save, _("The unit is saved."), title=found.name, button=_("Save"), back=back)
