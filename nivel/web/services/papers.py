"""Lomakkeet ja oppaat: the same forms in all units, their versions, and which places have received the common guide (JOU-77, JOU-80)."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nivel import programmes
from nivel.documents.forms import Form, blank_form, confirm_receipt, deliver_form, form_of, forms
from nivel.documents.models import FormDelivery
from nivel.services.models import Place
from nivel.web.answers import tried
from nivel.web.services.catalogue_forms import ReceiptForm
from nivel.web.services.pages import tabs

GUIDE = "place_guide"


def page(request: HttpRequest) -> HttpResponse:
    """Every form with its version, and the guide's deliveries by place."""
    language = get_language() or "fi"
    guide = _form(GUIDE)
    delivered = {row.place_id: row for row in FormDelivery.objects.filter(form=guide.code, version=guide.version)}
    context = {
        "forms": [(form, form.title(language)) for form in forms()],
        "guide": guide,
        "places": [(place, delivered.get(place.pk)) for place in Place.objects.filter(ends_on__isnull=True)],
        "receipt": ReceiptForm(),
        "tabs": tabs("services_forms", request.actor),
        "may_manage": request.actor.may("services.manage"),
    }
    return render(request, "services/papers.html", context)


def form(request: HttpRequest, code: str) -> HttpResponse:
    """A blank form or guide as PDF."""
    found = _form(code)
    if not found.blank:
        raise Http404
    organisation = programmes.programme(settings.PROGRAMME).organisation
    content = blank_form(found, organisation, get_language() or "fi", request.day)
    headers = {"Content-Disposition": f'attachment; filename="{code}-{found.version}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@require_POST
def delivery(request: HttpRequest, number: int) -> HttpResponse:
    """Opas toimitettu paikkaan."""
    place = get_object_or_404(Place, pk=number)
    tried(request, lambda: deliver_form(_form(GUIDE), place, on=request.day, by=request.user), _("The delivery is recorded."))
    return redirect("services_forms")


@require_POST
def receipt(request: HttpRequest, number: int) -> HttpResponse:
    """Paikka on vastaanottanut oppaan."""
    row = get_object_or_404(FormDelivery, form=GUIDE, version=_form(GUIDE).version, place=number)
    received = request.POST.get("received_by", "")[:120]
    tried(
        request,
        lambda: confirm_receipt(row, received_by=received, on=request.day, by=request.user),
        _("The receipt is recorded."),
    )
    return redirect("services_forms")


def _form(code: str) -> Form:
    found = form_of(code)
    if found is None:
        raise Http404
    return found
