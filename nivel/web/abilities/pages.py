"""Työkyky ja mukautukset: "Mitä asiakas pystyy tekemään, mitä työssä mukautetaan, ja mitä paikka siitä tietää?" """

from collections.abc import Callable

from django.db.models import Prefetch
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nivel.clients.gate import open_client
from nivel.clients.models import Client
from nivel.paths import commands
from nivel.paths.commands.abilities import ground_of_ability
from nivel.paths.models import Accommodation, AccommodationTelling, Path, WorkAbility
from nivel.web.abilities.forms import AbilityForm, AccommodationForm, TellingForm
from nivel.web.answers import done, tried
from nivel.web.clients.form_page import form_page, open_path_of

WRITE, HEALTH = "assessments.write", "assessments.see_health"


def client_ability(request: HttpRequest, number: int) -> HttpResponse:
    """What is recorded from day to day, the accommodations, and which places are told. The illness opens on a page of its own."""
    client = open_client(request.door, number, "assessments.see")
    told = Prefetch("tellings", AccommodationTelling.objects.open_on(request.day).select_related("agreement__episode__place"))
    rows = WorkAbility.objects.filter(path__client=client).defer("ground").select_related("recorded_by")
    rows = rows.prefetch_related(Prefetch("accommodations", Accommodation.objects.prefetch_related(told)))
    in_force = set(WorkAbility.objects.in_force(request.day).filter(path__client=client).values_list("pk", flat=True))
    context = {
        "client": client,
        "rows": [(row, row.pk in in_force) for row in rows],
        "grounded": set(rows.filter(ground__isnull=False).values_list("pk", flat=True)),
        "open_path": Path.objects.filter(client=client).open_on(request.day).exists(),
        "may": request.door.allowed([WRITE, HEALTH, "clients.open"], client),
    }
    return render(request, "abilities/page.html", context)


def ground(request: HttpRequest, number: int, ability: int) -> HttpResponse:
    """Sairaus tai vamma: closed to everybody but health care; each opening is a look of its own."""
    client = open_client(request.door, number, HEALTH)
    row = get_object_or_404(WorkAbility.objects.select_related("recorded_by"), pk=ability, path__client=client)
    return render(request, "abilities/ground.html", {"client": client, "row": row, "ground": ground_of_ability(row)})


def _step(request: HttpRequest, client: Client, form: Form, change: Callable[[], object], said: str, title: str) -> HttpResponse:
    if done(request, form, change, said):
        return redirect("client_ability", client.pk)
    return form_page(request, client, form, title, _("Record"))


def new(request: HttpRequest, number: int) -> HttpResponse:
    """Kirjaa osatyökykyisyys."""
    client = open_client(request.door, number, WRITE)
    path = open_path_of(client, request.day)
    form = AbilityForm(request.POST or None, sees_health=request.door.may(HEALTH, client), initial={"starts_on": request.day})

    def record() -> None:
        commands.record_work_ability(path, **form.cleaned_data, on=request.day, by=request.user)

    return _step(request, client, form, record, _("The partial work ability is recorded."), _("Partial work ability"))


@require_POST
def ending(request: HttpRequest, number: int, ability: int) -> HttpResponse:
    """Ei ole enää voimassa."""
    client = open_client(request.door, number, WRITE)
    row = get_object_or_404(WorkAbility, pk=ability, path__client=client)
    said = _("It is no longer in force, and places are told nothing of it.")
    tried(request, lambda: commands.end_work_ability(row, on=request.day, by=request.user), said)
    return redirect("client_ability", number)


def accommodation_new(request: HttpRequest, number: int, ability: int) -> HttpResponse:
    """Lisää työn mukautus."""
    client = open_client(request.door, number, WRITE)
    row = get_object_or_404(WorkAbility.objects.select_related("path"), pk=ability, path__client=client)
    form = AccommodationForm(request.POST or None)

    def add() -> None:
        commands.add_accommodation(row, text=form.cleaned_data["text"], on=request.day, by=request.user)

    return _step(request, client, form, add, _("The accommodation is recorded."), _("Accommodation at work"))


def telling(request: HttpRequest, number: int, accommodation: int) -> HttpResponse:
    """Kerro mukautus paikalle asiakkaan suostumuksella."""
    client = open_client(request.door, number, WRITE)
    row = get_object_or_404(Accommodation.objects.select_related("ability__path"), pk=accommodation, ability__path__client=client)
    form = TellingForm(request.POST or None, client=client, on=request.day)

    def tell() -> None:
        given = dict(form.cleaned_data)
        commands.tell_accommodation(row, given.pop("agreement"), **given, on=request.day, by=request.user)

    return _step(request, client, form, tell, _("The place reads the accommodation, and nothing else."), str(row))


@require_POST
def telling_withdrawal(request: HttpRequest, number: int, telling: int) -> HttpResponse:
    """Asiakas peruu: the place reads it no more."""
    client = open_client(request.door, number, WRITE)
    row = get_object_or_404(AccommodationTelling, pk=telling, accommodation__ability__path__client=client)
    said = _("The place reads it no more.")
    tried(request, lambda: commands.withdraw_telling(row, on=request.day, by=request.user), said)
    return redirect("client_ability", number)
