"""The demo's health and social team: meetings every second week, one matter decided and one ahead; and the rehabilitation group."""

from datetime import date, time

from nivel.clients.disclosures import PermissionTerms, give_permission
from nivel.clients.models import CareRelationship, Client
from nivel.demo.diary import Diary
from nivel.demo.municipality import Joutsa
from nivel.meetings import bodies, commands
from nivel.meetings.models import Body, SlotKind, TeamCase, TeamSlot, free_slots

FOUNDED = date(2014, 9, 1)
TEAM, GROUP = "Moniammatillinen sote-tiimi", "Kuntoutuksen asiakasyhteistyöryhmä"
SEATS = (
    ("outi", "sosiaaliohjaaja", "chair"),
    ("leena", "johtava sosiaalityöntekijä", "member"),
    ("sirkka", "terveyskeskuksen palveluohjaaja", "member"),
)

PROFESSIONS = (
    ("liisa", "manager"),
    ("aino", "coach"),
    ("outi", "social_counsellor"),
    ("pia", "psychologist"),
    ("riitta", "nurse"),
)


def tell_teams(town: Joutsa, diary: Diary) -> None:
    """Found the team and the group, and put their meetings and matters into the diary."""
    for name, kind in ((TEAM, Body.Kind.TEAM), (GROUP, Body.Kind.REHABILITATION)):
        _found(town, name, kind)
    _seat(town)
    diary.on(date(2020, 1, 8), lambda on: _call(town))
    diary.on(date(2020, 4, 20), lambda on: _bring(town, date(2020, 5, 13), SlotKind.RECEPTION, on))
    diary.on(date(2020, 5, 13), lambda on: _decide(town, on))
    diary.on(date(2020, 6, 16), lambda on: _bring(town, date(2020, 7, 8), SlotKind.CONSULTATION, on))


def _found(town: Joutsa, name: str, kind: str) -> None:
    lead = town.staff["liisa"]
    body = bodies.found_body(name, kind=kind, founded_on=FOUNDED, founded_by="perusturvalautakunta", by=lead)
    for key, office, standing in SEATS:
        user = town.staff[key]
        told = {"office": office, "standing": standing, "starts_on": FOUNDED, "organisation": town.units["social"].organisation}
        bodies.add_member(body, name=user.name, user=user, **told, by=lead)


def _seat(town: Joutsa) -> None:
    """The team by professions: everybody's seat, one individual coach's still empty (VPA-01)."""
    lead = town.staff["liisa"]
    told = {"unit": town.units["workshop"], "founded_on": date(2020, 1, 1), "founded_by": "työllisyydenhoidon työryhmä"}
    team = commands.found_team("care_team", **told, by=lead)
    for key, profession in PROFESSIONS:
        commands.take_seat(team, town.staff[key], profession=profession, starts_on=date(2020, 1, 1), by=lead)


def _call(town: Joutsa) -> None:
    lead, place = town.staff["liisa"], "Terveyskeskuksen neuvotteluhuone"
    slots = commands.slots_from(time(9), 30, 2, 2)
    team, group = Body.objects.get(name=TEAM), Body.objects.get(name=GROUP)
    commands.call_team(team, first_on=date(2020, 1, 8), last_on=date(2020, 8, 31), slots=slots, place=place, by=lead)
    for day in (date(2020, 4, 16), date(2020, 9, 17)):
        receptions = commands.slots_from(time(13), 45, 3, 0)
        commands.call_team(group, first_on=day, last_on=day, slots=receptions, place=place, by=lead)


def _slot(held_on: date, kind: str) -> TeamSlot:
    return free_slots().filter(meeting__body__name=TEAM, meeting__held_on=held_on, kind=kind).order_by("starts_at_time")[0]


def _bring(town: Joutsa, held_on: date, kind: str, on: date) -> None:
    worker, own = town.staff["aino"], town.units["social"].organisation
    cares = CareRelationship.objects.filter(worker=worker).responsible(on)
    client = Client.objects.filter(relationships__in=cares, team_cases__isnull=True).order_by("pk").distinct()[0]
    told = {"question": "Mitä kuntoutusta selvitetään, ja kuka tekee lähetteen?", "on": on, "by": worker}
    if kind == SlotKind.CONSULTATION:
        terms = PermissionTerms("health", own, own, "Sote-tiimin konsultaatio", date(2020, 12, 31))
        give_permission(client, terms, on=on, by=worker)
        told["data_class"] = "health"
    commands.bring_matter(_slot(held_on, kind), client, presenter=worker, **told)


def _decide(town: Joutsa, on: date) -> None:
    text = "Palveluohjaaja tekee lähetteen Kelan kuntoutukseen. Aino ja asiakas täyttävät hakemuksen yhdessä."
    case = TeamCase.objects.get(slot__meeting__held_on=on, taken_back_on__isnull=True)
    follow_up = {"client_present": True, "decision": text, "follow_up_on": date(2020, 8, 5)}
    commands.decide_matter(case, **follow_up, on=on, by=town.staff["outi"])
