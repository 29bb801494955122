"""Loppuraportti: "Mitä kerromme rahoittajalle koko hankkeesta?" The ALMA form filled from facts (REL-09)."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from nivel import programmes
from nivel.documents.queries import contents
from nivel.outcomes.final_report import make_final_report
from nivel.outcomes.models import FinalReport
from nivel.web.answers import done
from nivel.web.clients.fields import DayField, text_area

PDF = "application/pdf"


class FinalReportForm(forms.Form):
    """Loppuraportti."""

    starts_on = DayField(label=gettext_lazy("Report period from"))
    ends_on = DayField(label=gettext_lazy("Report period until"))
    implementation = forms.CharField(label=gettext_lazy("How it was carried out"), widget=text_area(5), required=False)
    continuation = forms.CharField(label=gettext_lazy("How the work goes on"), widget=text_area(5), required=False)


def final(request: HttpRequest) -> HttpResponse:
    """The reports made, and a new one."""
    model = programmes.programme(settings.PROGRAMME)
    period = {"starts_on": model.starts_on, "ends_on": min(model.ends_on, request.day) if model.ends_on else request.day}
    form = FinalReportForm(request.POST or None, initial=period)

    def make() -> None:
        make_final_report(**form.cleaned_data, language=get_language() or "fi", on=request.day, by=request.user)

    if done(request, form, make, _("The final report is made.")):
        return redirect("report_final")
    reports = FinalReport.objects.filter(programme=model.name).select_related("made_by")
    return render(request, "report/final.html", {"form": form, "reports": reports, "may_make": request.actor.may("report.sign")})


def paper(request: HttpRequest, number: int) -> HttpResponse:
    """The report as it was made."""
    found = get_object_or_404(FinalReport.objects.select_related("document"), pk=number)
    headers = {"Content-Disposition": f'attachment; filename="loppuraportti-{found.pk}.pdf"'}
    return HttpResponse(contents(found.document), content_type=PDF, headers=headers)
