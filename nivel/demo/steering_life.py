"""The demo's funding, targets, purchases, surveys, action plan and linked units: what the lead and the clerk keep besides clients."""

from datetime import date
from decimal import Decimal

from nivel.access.commands import found_organisation
from nivel.access.models import Organisation
from nivel.clients.models import CareRelationship, Client
from nivel.demo.diary import Diary
from nivel.demo.municipality import Joutsa
from nivel.meetings.commands import ask_consultation
from nivel.money import commands as money
from nivel.money.models import GrantLine, Purchase
from nivel.outcomes import action_plans
from nivel.outcomes.commands import tell_exit_target, tell_result_target
from nivel.outcomes.surveys import commands as surveys
from nivel.outcomes.surveys.questionnaires import newest_questionnaires
from nivel.paths.commands.stages import tell_service_line
from nivel.services.linked import LinkedTerms, link_unit

BEGAN = date(2020, 1, 7)
PERIOD = {"starts_on": date(2020, 1, 1), "ends_on": date(2020, 12, 31)}
COSTS = (
    (date(2020, 2, 28), "wages", "4320.50", "Yksilövalmentajan palkka, tammi–helmikuu"),
    (date(2020, 4, 30), "wages", "4320.50", "Yksilövalmentajan palkka, maalis–huhtikuu"),
    (date(2020, 5, 18), "services", "1850.00", "Ryhmävalmennus"),
    (date(2020, 6, 12), "travel", "212.40", "Asiakkaiden tutustumismatkat"),
)
EMPLOYERS = (
    "Leivonmäen Kiinteistöpalvelu", "Joutsan Saha Oy", "Kahvila Kide", "Suur-Päijänteen Huolto", "Rantapuoti", "Konepaja Salo",
    "Hoivakoti Tammi",
)  # fmt: skip
MEASURES = (
    ("Rakennetyöttömyys laskee", "Työpankki kunnan palveluihin", "Työllisyyskoordinaattori", date(2020, 9, 30), "Aloittaneet"),
    ("Työpaikat löytyvät", "Kaikki yli viiden hengen yritykset käydään läpi", "Elinkeinokoordinaattori", date(2020, 5, 31), "Käynnit"),
    ("Nuoret pääsevät alkuun", "Työpajan ja oppilaitoksen yhteinen polku", "Etsivä nuorisotyöntekijä", date(2020, 12, 15), "Aloittaneet"),
)  # fmt: skip

LINKED = (
    (
        "Talous- ja velkaneuvonta",
        "debt",
        "Kun laskut ja ulosotto painavat",
        "ma–to 9–12",
        "Valmentaja soittaa ajan yhdessä asiakkaan kanssa.",
    ),
    (
        "Etuuskäsittely, aikuissosiaalityö",
        "benefits",
        "Toimeentulotuen ja etuuksien hakijat",
        "ma–pe 9–15",
        "Sosiaaliohjaaja ottaa vastaan, valmentaja tulee mukaan.",
    ),
)


def tell_steering(town: Joutsa, diary: Diary) -> None:
    """Put the year's funding, targets and plans into the diary."""
    diary.on(BEGAN, lambda on: _fund(town, on))
    for day, kind, amount, what in COSTS:
        diary.on(day, lambda on, kind=kind, amount=amount, what=what: _spend(town, kind, amount, what, on))
    diary.on(date(2020, 1, 15), lambda on: _aim(town, on))
    diary.on(date(2020, 2, 3), lambda on: _link(town, on))
    diary.on(date(2020, 4, 14), lambda on: _ask_employers(town, on))
    diary.on(date(2020, 6, 17), lambda on: _lines(town, on))
    diary.on(date(2020, 6, 23), lambda on: _consult(town, on))


def _fund(town: Joutsa, on: date) -> None:
    clerk, own = town.staff["tiina"], town.units["workshop"].organisation
    ely = found_organisation("Keski-Suomen ELY-keskus", Organisation.Kind.LABOUR_AUTHORITY, by=None)
    told = {"programme": "joutsa-2020", "year": 2020, "on": date(2019, 11, 4), "by": clerk}
    aim = "Yksilövalmennus pitkään työttömille ja ryhmät polun alkuun"
    grant = money.apply_for_grant(ely, own, aim=aim, amount=Decimal(48_000), **told)
    money.record_grant_decision(
        grant, amount=Decimal(42_000), decided_on=date(2019, 12, 18), reference="KESELY/2019/41", by=clerk
    )
    lines = {"wages": Decimal(30_000), "services": Decimal(9_000), "travel": Decimal(3_000)}
    money.budget_grant(grant, lines, on=on, by=clerk)
    association = town.units["association"].organisation
    money.apply_for_grant(ely, association, aim="Toimintatalon ohjaaja", amount=Decimal(18_500), **told | {"on": on})


def _spend(town: Joutsa, kind: str, amount: str, what: str, on: date) -> None:
    line = GrantLine.objects.get(kind=kind)
    money.record_grant_cost(line, amount=Decimal(amount), what=what, spent_on=on, on=on, by=town.staff["tiina"])


def _aim(town: Joutsa, on: date) -> None:
    lead, source = town.staff["liisa"], "Työryhmän päätös 15.1.2020"
    for result, people in (("entered", 60), ("began_service", 50)):
        tell_result_target(2020, result, people, source=source, on=on, by=lead)
    for outcome, people in (("open_market", 6), ("subsidised", 8), ("education", 8), ("job_search", 4), ("other", 4)):
        tell_exit_target(2020, outcome, people, source=source, on=on, by=lead)
    plan = action_plans.make_action_plan(
        "Työllistymisen toimenpidesuunnitelma 2020", town.units["workshop"].organisation, partner="Keski-Suomen TYP", **PERIOD,
        approved_on=date(2019, 12, 16), approved_by="Kunnanhallitus", by=lead,
    )  # fmt: skip
    for goal, text, responsible, due_on, indicator in MEASURES:
        told = {"responsible": responsible, "due_on": due_on, "indicator": indicator}
        measure = action_plans.add_measure(plan, goal=goal, measure=text, **told, by=lead)
        if due_on > date(2020, 9, 1):
            action_plans.follow_up_measure(measure, text="Työ on aloitettu.", done=False, on=on, by=lead)
    terms = money.PurchaseTerms(
        "Ryhmävalmennus tuloksin 2020", town.services["group"], town.units["association"].organisation, **PERIOD, age_below=30,
        employs=1, unemployed_months=12,
    )  # fmt: skip
    if not Purchase.objects.exists():
        money.make_purchase(terms, {"work": Decimal("1500.00"), "education": Decimal("1100.00")}, by=lead)


def _link(town: Joutsa, on: date) -> None:
    own = town.units["social"].organisation
    for name, kind, whom, opening, escort in LINKED:
        terms = LinkedTerms(
            name, kind, own, contact="Neuvontanumero", opening=opening, escort=escort, for_whom=whom, phone="040 000 0150",
            address="Länsitie 4, Joutsa",
        )  # fmt: skip
        link_unit(terms, on=on, by=town.staff["liisa"])


def _ask_employers(town: Joutsa, on: date) -> None:
    form = next(each for each in newest_questionnaires() if each.code == "employers")
    told = {"due_on": date(2020, 5, 15), "on": on, "by": town.staff["pekka"]}
    survey = surveys.open_survey(form, title="Työnantajakysely kevät 2020", **PERIOD, **told)
    for place, name in enumerate(EMPLOYERS):
        addressee = surveys.send_survey(survey, name, on=on, by=town.staff["pekka"])
        if place < 6:
            answer = {
                "has_employed": "never" if place == 5 else "before",
                "could_employ": "with_support",
                "cooperation": 3 + place % 3,
            }
            channel = "interview" if place == 0 else "form"
            surveys.answer_survey(addressee, answer, channel=channel, on=on, by=town.staff["pekka"])


def _own_clients(town: Joutsa, on: date) -> list[Client]:
    cares = CareRelationship.objects.filter(worker=town.staff["aino"]).responsible(on)
    return list(Client.objects.filter(relationships__in=cares).order_by("pk").distinct())


def _lines(town: Joutsa, on: date) -> None:
    source = f"{town.staff['mikko'].name}, TE-toimisto"
    for place, client in enumerate(_own_clients(town, on)):
        line = ("supported", "supported", "skills")[place % 3]
        tell_service_line(client, line, source=source, starts_on=on, on=on, by=town.staff["aino"])


def _consult(town: Joutsa, on: date) -> None:
    """The psychologist of the health centre is asked about somebody who is already brought to the team."""
    client = next(client for client in _own_clients(town, on) if client.team_cases.exists())
    told = {"data_class": "work_ability", "due_on": date(2020, 7, 7), "on": on, "by": town.staff["aino"]}
    ask_consultation(client, asked=town.staff["pia"], question="Mikä auttaisi jaksamaan kokonaisen työpäivän?", **told)
