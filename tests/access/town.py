"""What belongs to nobody in the matrix's small world: bodies, employers, funding, lists, places and groups."""

import hashlib
from datetime import date, time
from typing import Any

from django.conf import settings

from nivel.access.models import Unit, User
from nivel.documents.models import Document, FormDelivery
from nivel.documents.rendering import render_pdf
from nivel.documents.sealing import sealed_bytes
from nivel.employers.models import Commitment, LabourNeed, NamedContact
from nivel.exchange.holding import hold_list
from nivel.exchange.models import ImportBatch
from nivel.exchange.registers import REGISTERS
from nivel.meetings.models import ActionItem, Body, BodyMeeting, BodyMember, Decision, DropInDay, Event
from nivel.money.models import CompensationClaim, Grant, GrantReport, Purchase, Review, Reviewer
from nivel.outcomes.models import ActionPlan, FinalReport, PlanMeasure, SignedReport, Survey, SurveyAddressee
from nivel.paths.models import Caseload, CaseloadCheck, JointAgreement, JointMember, JointWorker
from nivel.services.models import Feedback, Group, GroupPerson, GroupSession, LinkedUnit, Place, ServiceSpecification
from tests.access.relations import MONTH
from tests.documents.letters import FACTS
from tests.world import BEGAN, DAY, World, moment

SIGNED = date(2020, 1, 1)
SOURCE = next(iter(REGISTERS))


def _sealed_report(name: str) -> Document:
    pdf = render_pdf("invitation", "1", FACTS, "fi")
    return Document.objects.create(
        kind="report", template="report", template_version="1", language="fi", storage_name=name, made_on=DAY,
        cipher=sealed_bytes(pdf, name), sha256=hashlib.sha256(pdf).digest(),
    )  # fmt: skip


def make_papers(small: World) -> dict[str, Any]:
    """A body with a meeting, a decision, and an action item of somebody who is no user of the matrix."""
    body = Body.objects.create(name="Työryhmä", kind="working_group", founded_on=BEGAN, founded_by="Kunnanhallitus")
    member = BodyMember.objects.create(
        body=body, user=small.bertil, name="Bertil Öhman", office="jäsen", standing="member", starts_on=BEGAN
    )
    meeting = BodyMeeting.objects.create(body=body, held_on=DAY)
    decision = Decision.objects.create(meeting=meeting, number=1, title="Päätös", text="Teksti")
    paper = _sealed_report("a" * 32)
    SignedReport.objects.create(programme=settings.PROGRAMME, month=SIGNED, figures={}, document=paper, signed_off_on=DAY)
    item = ActionItem.objects.create(decision=decision, text="Selvitä", owner=member, due_on=DAY)
    return {"body": body, "member": member, "meeting": meeting, "decision": decision, "action_item": item}


def make_teams(users: list[User]) -> dict[str, Any]:
    """A team where every user sits, and another with a meeting where nobody of the matrix does."""
    told = {"kind": "team", "founded_on": BEGAN, "founded_by": "Perusturvalautakunta"}
    mine, other = (Body.objects.create(name=name, **told) for name in ("Oma tiimi", "Toinen tiimi"))
    BodyMember.objects.bulk_create(
        BodyMember(body=mine, user=user, name=user.name, office="jäsen", standing="member", starts_on=BEGAN) for user in users
    )
    seated = Body.objects.create(name="Tiimi ammateittain", seating="care_team", **told)
    return {
        "seated_team": seated,
        "users_team": mine,
        "team": other,
        "team_meeting": BodyMeeting.objects.create(body=other, held_on=DAY),
    }


def make_employer(small: World) -> dict[str, Any]:
    """An employer with a need that every person's wish leads to, a promise and somebody who answers."""
    town = small.municipality
    told = {"kind": "job", "industry": "food", "job": "Keittiöapu", "needed_on": DAY, "told_on": DAY}
    return {
        "employer": town,
        "need": LabourNeed.objects.create(organisation=town, time="now", **told),
        "commitment": Commitment.objects.create(organisation=town, text="Kaksi paikkaa", made_on=DAY, due_on=DAY),
        "named_contact": NamedContact.objects.create(organisation=town, name="Ritva Maja", starts_on=DAY),
    }


def _action_plan(small: World) -> dict[str, Any]:
    """A municipal plan with a measure under way, and a final report."""
    told = {"approved_on": BEGAN, "approved_by": "Kunnanhallitus", "starts_on": BEGAN, "ends_on": DAY}
    plan = ActionPlan.objects.create(name="Toimenpidesuunnitelma", municipality=small.municipality, **told)
    report = {"starts_on": BEGAN, "ends_on": DAY, "made_on": DAY, "document": _sealed_report("c" * 32)}
    return {
        "action_plan": plan,
        "measure": PlanMeasure.objects.create(plan=plan, goal="Työtä", measure="Rekry", responsible="Liisa", due_on=DAY),
        "final_report": FinalReport.objects.create(programme=settings.PROGRAMME, **report),
    }


def _survey() -> dict[str, Any]:
    """A survey sent to somebody who has not answered."""
    told = {"questionnaire": "employers", "version": "1", "title": "Työnantajakysely", "opened_on": DAY, "due_on": DAY}
    survey = Survey.objects.create(**told, starts_on=BEGAN, ends_on=DAY)
    return {"survey": survey, "addressee": SurveyAddressee.objects.create(survey=survey, name="Saha Oy", sent_on=DAY)}


def make_funding(small: World) -> dict[str, Any]:
    """A grant that waits for its decision, and a report of it."""
    told = {"grantor": small.municipality, "applicant": small.municipality, "programme": "kemi-2012", "year": 2020}
    grant = Grant.objects.create(**told, aim="Polut", applied_amount=1000, applied_on=DAY)
    paper = _sealed_report("b" * 32)
    return {
        **_survey(),
        "purchase": Purchase.objects.create(
            name="Hankinta", service=small.debt, supplier=small.municipality, starts_on=BEGAN, ends_on=DAY
        ),
        **_action_plan(small),
        "grant": grant,
        "grant_report": GrantReport.objects.create(grant=grant, until_on=DAY, document=paper, made_on=DAY),
    }


def make_caseload(lead: User, small: World) -> dict[str, Any]:
    """A leaving worker's clients, which the lead coach has begun to hand over."""
    caseload = Caseload.objects.create(worker=small.sari, begun_on=DAY, last_day_on=DAY, reason="testi", begun_by=lead)
    return {"caseload": caseload, "check": CaseloadCheck.objects.create(caseload=caseload, code="clients_told")}


def make_supply(small: World) -> dict[str, Any]:
    """A place, a group planned, an event, and a word of feedback."""
    group = Group.objects.create(name="Voimavararyhmä", kind="resources", year=2020, term="spring", planned_on=DAY)
    told = dict.fromkeys(ServiceSpecification.HEADINGS, "Velkaneuvonta")
    ServiceSpecification.objects.create(service=small.debt, version=1, starts_on=BEGAN, written_on=BEGAN, **told)
    FormDelivery.objects.create(form="place_guide", version="1", place=small.library, delivered_on=DAY)
    claim = {"month": date(2020, 1, 1), "recipient": "municipality", "rate": "10.09", "days": 0, "amount": 0, "made_on": DAY}
    return {
        "service": small.debt,
        "linked_unit": LinkedUnit.objects.create(
            name="Velkaneuvonta",
            kind="debt",
            organisation=small.municipality,
            contact="Vuoronumero",
            opening="ma",
            escort="Yhdessä",
            starts_on=BEGAN,
        ),
        "session": GroupSession.objects.create(group=group, held_on=DAY),
        "claim": CompensationClaim.objects.create(**claim),
        "place": small.library,
        "group": group,
        "event": Event.objects.create(kind="info", title="Infotilaisuus", held_on=DAY),
        "feedback": Feedback.objects.create(giver="client", group=group, given_on=DAY, text="Hyvä"),
    }


def make_lists(giver: User) -> dict[str, Any]:
    """A list that was applied, and one that its giver has not yet applied: nobody else sees that."""
    at = moment(DAY)
    nothing = dict.fromkeys(("rows", "people", "new", "changed", "unchanged", "gone", "corrections", "duplicates"), 0)
    outcome = nothing | {"source": SOURCE, "rejected": [], "totals": {}, "notices": [], "columns": {}}
    batch = ImportBatch.objects.create(
        source=SOURCE, file_name="lista.csv", sha256="0" * 64, as_of=DAY, read_at=at, outcome=outcome
    )
    return {"batch": batch, "held": hold_list(b"a;b\n1;2\n", "lista.csv", by=giver, at=at)}


def make_joint(users: list[User], small: World) -> dict[str, Any]:
    """The joint service's agreement, where every user of the matrix is a named worker and Bertil ends today."""
    agreement = JointAgreement.objects.create(name="TYP", purpose="testi", signed_on=BEGAN, starts_on=BEGAN)
    told = {"party": "municipality", "starts_on": BEGAN}
    member = JointMember.objects.create(agreement=agreement, organisation=small.municipality, **told)
    rows = [JointWorker(member=member, user=user, register_id=f"T{number}", starts_on=BEGAN) for number, user in enumerate(users)]
    workers = {row.user_id: row for row in JointWorker.objects.bulk_create(rows)}
    bertil = JointWorker.objects.create(member=member, user=small.bertil, register_id="T-B", starts_on=BEGAN)
    return {"agreement": agreement, "joint_member": member, "joint_workers": workers, "joint_worker": bertil}


def make_sites(small: World, users: list[User]) -> dict[str, Any]:
    """Places of two units, and two groups: everybody leads the first, nobody of the matrix the second."""
    town = {"organisation": small.municipality, "starts_on": BEGAN}
    planned = {"kind": "work_activity", "year": 2020, "term": "spring", "planned_on": DAY, "starts_on": BEGAN}
    led = Group.objects.create(name="Oma ryhmä", **planned)
    GroupPerson.objects.bulk_create(GroupPerson(group=led, role="leader", user=user, name=user.name) for user in users)
    return {
        "workshop_place": Place.objects.create(name="Verstas", unit=small.workshop, **town),
        "library": Place.objects.create(name="Sivukirjasto", unit=small.social_office, **town),
        "led_group": led,
        "other_group": Group.objects.create(name="Toisen ryhmä", **planned),
    }


def make_drop_in_day(unit: Unit) -> DropInDay:
    return DropInDay.objects.create(
        unit=unit, name="PopUp", held_on=DAY, opens_at_time=time(9), closes_at_time=time(12), place="TyöVarikko"
    )


def make_review(users: list[User]) -> Review:
    review = Review.objects.create(month=MONTH, opened_on=date(2020, 2, 10))
    Reviewer.objects.bulk_create(Reviewer(review=review, user=user) for user in users)
    return review
