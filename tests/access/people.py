"""The matrix's small world: a user of each role, and one person for each way a user can be related to a person.

Each person has a surname that tells who they are (Salattu07), marker texts where data is confidential, and one of every object
that an address can name. `RELATED` tells which of the policy's relations hold: it is what a human reviews.
"""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import timezone

from nivel.access.models import ClientAccount, RoleAssignment, StatedReason, Unit, User
from nivel.access.policy import policy
from nivel.clients.codes import encrypted
from nivel.clients.models import (
    BenefitPayment,
    CareRelationship,
    Client,
    ContactDetail,
    Disclosure,
    Permission,
    Prohibition,
    Protection,
)
from nivel.documents.models import Document, FormDelivery
from nivel.documents.rendering import render_pdf
from nivel.documents.sealing import sealed_bytes
from nivel.employers.models import Commitment, LabourNeed, NamedContact
from nivel.exchange.holding import hold_list
from nivel.exchange.models import ImportBatch
from nivel.exchange.registers import REGISTERS
from nivel.intake.models import Referral
from nivel.meetings.models import (
    ActionItem,
    Appointment,
    Body,
    BodyMeeting,
    BodyMember,
    ConsultationRequest,
    ContactAttempt,
    Decision,
    DropInDay,
    DropInVisit,
    Event,
    Invitation,
    TeamCase,
    TeamSlot,
)
from nivel.money.models import (
    CompensationClaim,
    Grant,
    GrantReport,
    Purchase,
    Review,
    ReviewDecision,
    Reviewer,
    WageSubsidyApplication,
    WageSubsidySettlement,
)
from nivel.outcomes.models import ActionPlan, FinalReport, PlanMeasure, SignedReport, Survey, SurveyAddressee
from nivel.paths.models import (
    Accommodation,
    AccommodationTelling,
    Agreement,
    Assessment,
    Caseload,
    CaseloadCheck,
    Clarification,
    ClosedText,
    Closure,
    EmployerWish,
    EmploymentNotice,
    Episode,
    Examination,
    FollowUp,
    Handover,
    HandoverText,
    HealthCheck,
    JobAlternative,
    JobOffer,
    JointAgreement,
    JointClientship,
    JointMember,
    JointSeat,
    JointView,
    JointWorker,
    LinkedService,
    Path,
    PayerDecision,
    PlacementRunner,
    PlaceSearch,
    Plan,
    PlanParticipant,
    PlanParty,
    PlanProposal,
    PlanService,
    PrimaryService,
    ProcessRun,
    ProcessStep,
    ProviderChoice,
    PsychologistAct,
    PsychologistReferral,
    PsychologistStatement,
    RestrictedPlacement,
    Section,
    SkillEntry,
    SpecialistVisit,
    StatementRequest,
    Task,
    TeamMeeting,
    TravelClaim,
    VisitObligation,
    WorkAbility,
    YouthOffer,
)
from nivel.services.models import Feedback, Group, GroupPerson, GroupSession, LinkedUnit, Place, ServiceSpecification
from nivel.timeline.months import add_months
from tests.documents.letters import FACTS
from tests.world import BEGAN, DAY, World, make_user, make_world, moment, person

MONTH = date(2020, 2, 1)
SIGNED = date(2020, 1, 1)
SOURCE = next(iter(REGISTERS))

# Which relations of the policy file hold between a user and the person, for all alike ("responsible" and "consulted" are each user's own).
RELATED: dict[str, frozenset[str]] = {
    "own": frozenset({"own"}),
    "ended 30 days ago": frozenset({"own"}),
    "ended 31 days ago": frozenset(),
    "same unit": frozenset({"unit"}),
    "other unit": frozenset(),
    "listed": frozenset({"listed"}),
    "called": frozenset({"called"}),
    "reason": frozenset({"reason"}),
    "reason run out": frozenset(),
    "none": frozenset(),
    "protected": frozenset({"own"}),
    "unanswered": frozenset({"own"}),
    "responsible": frozenset({"own", "responsible"}),
    "at the site": frozenset({"site"}),
    "at the site, agreed": frozenset({"site", "authorised"}),
    "at the site in 14 days": frozenset({"site"}),
    "at the site in 15 days": frozenset(),
    "at the site until yesterday": frozenset(),
    "at another site": frozenset(),
    "in the group": frozenset({"group"}),
    "in another's group": frozenset(),
    "in the plan": frozenset({"participant"}),
    "no more in the plan": frozenset(),
    "in the former plan": frozenset(),
    "followed": frozenset({"following"}),
    "referred": frozenset({"referred"}),
    "followed later": frozenset(),
    "followed by nobody": frozenset({"orphaned"}),
    "closed by the user": frozenset({"closed"}),
    "seated": frozenset({"seated"}),
    "no more seated": frozenset(),
    "helped": frozenset({"helping"}),
    "helped until yesterday": frozenset(),
    "run by the user": frozenset({"runs"}),
    "run until yesterday": frozenset(),
    "the user themselves": frozenset({"self"}),
    "brought": frozenset({"brought"}),
    "brought in 15 days": frozenset(),
    "brought, followed up yesterday": frozenset(),
    "brought without permission": frozenset(),
    "consulted": frozenset({"consulted"}),
    "consulted, answered 15 days ago": frozenset(),
    "consulted, permission withdrawn": frozenset(),
}
# These hold only in a role, or where one is held.
OF_A_ROLE = {"self", "unit", "orphaned", "site", "authorised", "participant"}
NOT_PUBLIC = {"protected", "unanswered", "responsible"}  # the responsible worker sees protected details: so theirs are protected
# One person for each user, so that an address names the user's own.
EACH_USERS = {"responsible", "consulted"}
NOBODY = "no role"


@dataclass
class Person:
    """One person and the objects that belong to them, by the name an address calls them."""

    client: Client
    relation: str
    owner: str = ""
    objects: dict[str, Any] = field(default_factory=dict)

    @property
    def public(self) -> bool:
        return self.relation not in NOT_PUBLIC


@dataclass
class MatrixWorld:
    small: World
    users: dict[str, User]
    people: list[Person] = field(default_factory=list)
    shared: dict[str, Any] = field(default_factory=dict)

    def of(self, role: str) -> list[Person]:
        """The people as one user stands to them: each relation once."""
        own = role if role in self.users else NOBODY
        return [person for person in self.people if person.owner in {"", own}]

    def numbered(self, number: int) -> Person:
        return next(person for person in self.people if person.client.pk == number)


def holds(one: Person, role: str) -> frozenset[str]:
    """The relations that hold between the role's user and the person; a unit is only where a role is held."""
    related = RELATED[one.relation] if one.owner in {"", role} else frozenset()
    return related - OF_A_ROLE if role not in policy().roles else related


def make_matrix_world() -> MatrixWorld:
    small = make_world()
    users = {role: make_user("Testi", f"Käyttäjä-{role}", role, small.workshop) for role in policy().roles}
    users[NOBODY] = make_user("Testi", "Rooliton", None, None)
    world = MatrixWorld(small, users)
    world.shared = {"drop_in_day": _drop_in_day(small.workshop), "review": _review(list(users.values()))}
    world.shared |= _sites(small, list(users.values()))
    world.shared |= _teams(list(users.values()))
    world.shared |= _joint(list(users.values()), small)
    for relation in RELATED:
        for owner in users if relation in EACH_USERS else [""]:
            world.people.append(_person(world, relation, owner))
    world.shared |= {"role": RoleAssignment.objects.filter(user=small.aino).first(), "staff": small.aino}
    world.shared |= _caseload(users["lead_coach"], small)
    world.shared |= _employer(small) | _funding(small)
    world.shared |= {"stated": StatedReason.objects.first(), **_papers(small), **_lists(users["clerk"]), **_supply(small)}
    return world


def _sealed_report(name: str) -> Document:
    pdf = render_pdf("invitation", "1", FACTS, "fi")
    return Document.objects.create(
        kind="report", template="report", template_version="1", language="fi", storage_name=name, made_on=DAY,
        cipher=sealed_bytes(pdf, name), sha256=hashlib.sha256(pdf).digest(),
    )  # fmt: skip


def _papers(small: World) -> dict[str, Any]:
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


def _teams(users: list[User]) -> dict[str, Any]:
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


def _employer(small: World) -> dict[str, Any]:
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


def _funding(small: World) -> dict[str, Any]:
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


def _caseload(lead: User, small: World) -> dict[str, Any]:
    """A leaving worker's clients, which the lead coach has begun to hand over."""
    caseload = Caseload.objects.create(worker=small.sari, begun_on=DAY, last_day_on=DAY, reason="testi", begun_by=lead)
    return {"caseload": caseload, "check": CaseloadCheck.objects.create(caseload=caseload, code="clients_told")}


def _supply(small: World) -> dict[str, Any]:
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


def _lists(giver: User) -> dict[str, Any]:
    """A list that was applied, and one that its giver has not yet applied: nobody else sees that."""
    at = moment(DAY)
    nothing = dict.fromkeys(("rows", "people", "new", "changed", "unchanged", "gone", "corrections", "duplicates"), 0)
    outcome = nothing | {"source": SOURCE, "rejected": [], "totals": {}, "notices": [], "columns": {}}
    batch = ImportBatch.objects.create(
        source=SOURCE, file_name="lista.csv", sha256="0" * 64, as_of=DAY, read_at=at, outcome=outcome
    )
    return {"batch": batch, "held": hold_list(b"a;b\n1;2\n", "lista.csv", by=giver, at=at)}


def _person(world: MatrixWorld, relation: str, owner: str = "") -> Person:
    number = len(world.people) + 1
    client = person(number, f"Esimerkki Salattu{number:02d}")
    one = Person(client, relation, owner)
    if relation != "unanswered":
        answer = "no" if one.public else "yes"
        Protection.objects.create(client=client, answer=answer, source="testi", answered_on=DAY)
    for kind in ContactDetail.Kind.values:
        ContactDetail.objects.create(
            client=client, kind=kind, value=marker(kind, client), search_value="", source="testi", starts_on=BEGAN, checked_on=DAY
        )
    one.objects = _objects(world, client, number)
    RELATE[relation](world, one)
    return one


def marker(what: str, client: Client) -> str:
    """A text that stands in one place only: `what` is phone, email, address, note or words."""
    return f"Merkki-{what}-{client.pk}-x"


def _care(worker: User, one: Person, unit: Unit | None = None, *, kind: str = "team", ends_on: date | None = None) -> None:
    CareRelationship.objects.create(
        client=one.client, worker=worker, unit=unit, kind=kind, ground="testi", starts_on=BEGAN, ends_on=ends_on
    )


def _own(ends_on: date | None = None):
    return lambda world, one: [_care(user, one, ends_on=ends_on) for user in world.users.values()]


def _reason(minutes: int):
    def state(world: MatrixWorld, one: Person) -> None:
        now = timezone.now()
        for user in world.users.values():
            StatedReason.objects.create(
                user=user, client_number=one.client.pk, reason=marker("reason", one.client), stated_at=now - timedelta(hours=2),
                expires_at=now + timedelta(minutes=minutes),
            )  # fmt: skip

    return state


def _called(world: MatrixWorld, one: Person) -> None:
    """A decision names one caller: a review for each user, without reviewers."""
    for number, user in enumerate(world.users.values(), start=1):
        review = Review.objects.create(month=add_months(date(2015, 1, 1), number), opened_on=DAY, closed_on=DAY)
        ReviewDecision.objects.create(
            review=review, client=one.client, need="contact", contact_by=user, channel="phone", due_on=DAY, decided_on=DAY
        )


def _listed(world: MatrixWorld, one: Person) -> None:
    BenefitPayment.objects.create(
        client=one.client, benefit="tmt", basis="unemployment", starts_on=date(2020, 1, 1), ends_on=date(2020, 1, 31),
        paid_on=date(2020, 2, 3), list_month=MONTH, days=21, accumulated_days=320, gross=Decimal("700.00"), percent=50,
        municipal_share=Decimal("350.00"), source="testi", batch=1,
    )  # fmt: skip


def _period(place: str = "", group: str = "", **days: date):
    """The person's period is at a place or in a group of the world's, and its days are as told."""

    def move(world: MatrixWorld, one: Person) -> None:
        episode = one.objects["episode"]
        found = {"place": world.shared.get(place), "group": world.shared.get(group), **days}
        for name, value in found.items():
            setattr(episode, name, value)
        episode.save()

    return move


def _agreed(world: MatrixWorld, one: Person) -> None:
    _period("workshop_place")(world, one)
    Agreement.objects.create(
        episode=one.objects["episode"], starts_on=date(2020, 1, 13), ends_on=date(2020, 4, 30), agreed_on=date(2020, 1, 10),
        final_assessment_due_on=date(2020, 4, 16),
    )  # fmt: skip


def _in_plan(**days: date):
    def name(world: MatrixWorld, one: Person) -> None:
        plan = Plan.objects.get(path__client=one.client)
        for role, user in world.users.items():
            PlanParticipant.objects.create(
                plan=plan, worker=user, role=role, joined_on=BEGAN, client_agreed_on=BEGAN, left_on=days.get("left_on")
            )
        if "ends_on" in days:
            plan.ends_on = days["ends_on"]
            plan.save()

    return name


def _closure(
    one: Person, closed_by: User | None = None, *, delivered: bool = True, starts_on: date = date(2018, 1, 8)
) -> Closure:
    """A path of years ago, closed."""
    path = Path.objects.create(client=one.client, opened_on=starts_on, closed_on=starts_on, ground="contact")
    return Closure.objects.create(
        path=path, closed_on=starts_on, outcome="other", reason="testi", continuation_plan="testi", delivered_to="TE",
        delivered_on=starts_on if delivered else None, closed_by=closed_by,
    )  # fmt: skip


def _referral(client: Client, **answer: Any) -> Referral:
    return Referral.objects.create(
        client=client, programme=settings.PROGRAMME, initiator="client", reason="testi", received_on=DAY,
        answer_due_on=DAY, **answer,
    )  # fmt: skip


def _followed(due_on: date):
    def follow(world: MatrixWorld, one: Person) -> None:
        closure = _closure(one)
        for user in world.users.values():
            FollowUp.objects.create(closure=closure, months=3, due_on=due_on, worker=user)

    return follow


def _orphaned(world: MatrixWorld, one: Person) -> None:
    left = make_user("Lähtenyt", f"Työntekijä{one.client.pk}", None, None)
    left.is_active = False
    left.save(update_fields=["is_active"])
    FollowUp.objects.create(
        closure=_closure(one), months=12, due_on=DAY + timedelta(days=200), worker=left, unit=world.small.workshop
    )


def _closed(world: MatrixWorld, one: Person) -> None:
    for number, user in enumerate(world.users.values()):
        _closure(one, user, delivered=False, starts_on=date(2017, 1, 2) + timedelta(days=number))


def _brought(held_on: date, kind: str = "reception", **handled: Any):
    """The person's matter is in the team where every user of the matrix sits."""

    def bring(world: MatrixWorld, one: Person) -> None:
        meeting, _made = BodyMeeting.objects.get_or_create(body=world.shared["users_team"], held_on=held_on)
        one.objects["matter"] = _matter(world, one.client, meeting, kind, **handled)

    return bring


def _joint(users: list[User], small: World) -> dict[str, Any]:
    """The joint service's agreement, where every user of the matrix is a named worker and Bertil ends today."""
    agreement = JointAgreement.objects.create(name="TYP", purpose="testi", signed_on=BEGAN, starts_on=BEGAN)
    told = {"party": "municipality", "starts_on": BEGAN}
    member = JointMember.objects.create(agreement=agreement, organisation=small.municipality, **told)
    rows = [JointWorker(member=member, user=user, register_id=f"T{number}", starts_on=BEGAN) for number, user in enumerate(users)]
    workers = {row.user_id: row for row in JointWorker.objects.bulk_create(rows)}
    bertil = JointWorker.objects.create(member=member, user=small.bertil, register_id="T-B", starts_on=BEGAN)
    return {"agreement": agreement, "joint_member": member, "joint_workers": workers, "joint_worker": bertil}


def _clientship(world: MatrixWorld, client: Client) -> JointClientship:
    row = JointClientship.objects.create(
        client=client, agreement=world.shared["agreement"], ground=marker("joint", client), starts_on=DAY, plan_due_on=DAY
    )
    JointView.objects.create(clientship=row, party="kela", text=marker("joint", client), told_on=DAY, told_by=world.small.bertil)
    return row


def _seated(ends_on: date | None = None):
    """One party has one worker: each user is seated in turn for a party of their own name, which no law knows."""

    def seat(world: MatrixWorld, one: Person) -> None:
        row = one.objects["clientship"]
        row.starts_on = BEGAN
        row.save()
        for number, worker in enumerate(world.shared["joint_workers"].values()):
            JointSeat.objects.create(clientship=row, party=f"party {number}", worker=worker, starts_on=BEGAN, ends_on=ends_on)

    return seat


def _helped(**over: Any):
    """Each user is named to a clarification of the person; an address names the one of the role that may help."""

    def help_with(world: MatrixWorld, one: Person) -> None:
        path = one.objects["clarification"].path
        Clarification.objects.filter(path=path).delete()
        for number, (role, user) in enumerate(world.users.items()):
            told = {"purpose": f"purpose {number}", "begun_on": BEGAN, "due_on": DAY, "helper": user}
            made = Clarification.objects.create(path=path, **told, **over)
            examination = Examination.objects.create(clarification=made, name="Verikokeet", due_on=DAY)
            if role == "case_manager":
                one.objects |= {"clarification": made, "examination": examination}

    return help_with


def _run(ends_on: date | None = None):
    """Every user runs the person's restricted placement."""

    def run(world: MatrixWorld, one: Person) -> None:
        told = {"placement": one.objects["placement"], "starts_on": BEGAN, "ends_on": ends_on}
        rows = [PlacementRunner.objects.create(worker=user, **told) for user in world.users.values()]
        one.objects["runner"] = rows[0]

    return run


def _closed_parts(small: World, path: Path, episode: Episode, client: Client) -> dict[str, Any]:
    """A clarification with an examination, who answers first, a required visit, and a restricted placement run by Bertil."""
    told = {"purpose": "pension", "begun_on": DAY, "due_on": DAY, "helper": small.bertil}
    clarification = Clarification.objects.create(path=path, **told)
    sealed = json.dumps({"kind": "community_service", "limits": marker("sanction", client), "authority": ""})
    placement = RestrictedPlacement.objects.create(episode=episode, details=encrypted(sealed), placed_on=DAY)
    visit = {"obliged_on": DAY, "due_on": DAY, "obliged_by": small.bertil}
    return {
        "clarification": clarification,
        "examination": Examination.objects.create(clarification=clarification, name="Verikokeet", due_on=DAY),
        "primary": PrimaryService.objects.create(
            path=path, organisation=small.municipality, service="Hoito", contact="Hoitaja", support="Tuki", starts_on=DAY
        ),
        "required": VisitObligation.objects.create(
            path=path, episode=episode, ground=encrypted(marker("required", client)), **visit
        ),
        "linked": LinkedService.objects.create(
            episode=episode,
            service="substance",
            organisation=small.municipality,
            unit="Klinikka",
            client_agreed_on=DAY,
            starts_on=DAY,
        ),
        "placement": placement,
        "runner": PlacementRunner.objects.create(placement=placement, worker=small.bertil, starts_on=BEGAN),
    }


def _matter(world: MatrixWorld, client: Client, meeting: BodyMeeting, kind: str = "reception", **handled: Any) -> TeamCase:
    minute = meeting.slots.count()
    slot = TeamSlot.objects.create(meeting=meeting, kind=kind, starts_at_time=time(9 + minute // 60, minute % 60))
    return TeamCase.objects.create(
        slot=slot, client=client, presenter=world.small.bertil, owner=world.small.bertil, sender=world.small.municipality,
        data_class="health" if kind == "consultation" else "", question=marker("question", client), brought_on=BEGAN, **handled,
    )  # fmt: skip


def _asked(small: World, client: Client, asked: User, permission: Permission | None = None) -> ConsultationRequest:
    return ConsultationRequest.objects.create(
        client=client, asker=small.bertil, asker_unit=small.social_office, asked=asked, asked_unit=small.workshop,
        told=_same_house(small, client, permission), data_class="work_ability", question=marker("question", client),
        asked_on=BEGAN, due_on=DAY,
    )  # fmt: skip


def _consulted(*, answered_on: date | None = None, withdrawn: bool = False):
    """The person's own user is asked about them; where it must open to nobody, every user is."""

    def ask(world: MatrixWorld, one: Person) -> None:
        asked = [world.users[one.owner]] if one.owner else list(world.users.values())
        # The prohibition that everybody has would close what is asked: theirs begins tomorrow.
        Prohibition.objects.filter(client=one.client).update(starts_on=DAY + timedelta(days=1))
        permission = _withdrawn(world.small, one.client) if withdrawn else None
        for user in asked:
            row = _asked(world.small, one.client, user, permission)
            if answered_on:
                row.answer, row.answered_on, row.answer_told = "Vastaus", answered_on, _same_house(world.small, one.client)
                row.save()
        one.objects["consultation"] = row

    return ask


def _withdrawn(small: World, client: Client) -> Permission:
    return Permission.objects.create(
        client=client, data_class="work_ability", sender=small.municipality, receiver=small.municipality, purpose="testi",
        text="testi", text_version="1", form="written", given_on=BEGAN, starts_on=BEGAN, ends_on=DAY + timedelta(days=99),
        withdrawn_on=DAY,
    )  # fmt: skip


def _same_house(small: World, client: Client, permission: Permission | None = None) -> Disclosure:
    return Disclosure.objects.create(
        client=client, data_class="work_ability", sender=small.municipality, receiver=small.municipality, what="testi",
        ground="permission" if permission else "same", permission=permission, disclosed_on=BEGAN,
    )  # fmt: skip


def _themselves(world: MatrixWorld, one: Person) -> None:
    """The client's own account; the others' are workers'."""
    ClientAccount.objects.create(user=world.users["client"], client_number=one.client.pk, starts_on=BEGAN)


RELATE = {
    "the user themselves": _themselves,
    "own": _own(),
    "ended 30 days ago": _own(DAY - timedelta(days=30)),
    "ended 31 days ago": _own(DAY - timedelta(days=31)),
    "same unit": lambda world, one: _care(world.small.bertil, one, world.small.workshop, kind="responsible"),
    "other unit": lambda world, one: _care(world.small.sari, one, world.small.social_office, kind="responsible"),
    "listed": _listed,
    "called": _called,
    "reason": _reason(60),
    "reason run out": _reason(-1),
    "none": lambda world, one: None,
    "protected": _own(),
    "unanswered": _own(),
    "responsible": lambda world, one: _care(world.users[one.owner], one, kind="responsible"),
    "at the site": _period("workshop_place"),
    "at the site, agreed": _agreed,
    "at the site in 14 days": _period("workshop_place", starts_on=DAY + timedelta(days=14)),
    "at the site in 15 days": _period("workshop_place", starts_on=DAY + timedelta(days=15)),
    "at the site until yesterday": _period("workshop_place", ended_on=DAY - timedelta(days=1)),
    "at another site": _period("library"),
    "in the group": _period(group="led_group"),
    "in another's group": _period(group="other_group"),
    "referred": lambda world, one: _referral(one.client),
    "followed": _followed(DAY + timedelta(days=14)),
    "followed later": _followed(DAY + timedelta(days=15)),
    "followed by nobody": _orphaned,
    "closed by the user": _closed,
    "in the plan": _in_plan(),
    "no more in the plan": _in_plan(left_on=DAY),
    "in the former plan": _in_plan(ends_on=DAY - timedelta(days=1)),
    "seated": _seated(),
    "no more seated": _seated(DAY - timedelta(days=1)),
    "helped": _helped(),
    "helped until yesterday": _helped(dropped_on=DAY - timedelta(days=1), dropped_reason="testi"),
    "run by the user": _run(),
    "run until yesterday": _run(DAY - timedelta(days=1)),
    "brought": _brought(DAY + timedelta(days=14)),
    "brought in 15 days": _brought(DAY + timedelta(days=15)),
    "brought, followed up yesterday": _brought(
        DAY - timedelta(days=9),
        client_present=True,
        decision="Päätös",
        decided_on=DAY - timedelta(days=9),
        follow_up_on=DAY,
        followed_up_on=DAY - timedelta(days=1),
        follow_up="Seurattu",
    ),
    "brought without permission": _brought(DAY, "consultation"),
    "consulted": _consulted(),
    "consulted, answered 15 days ago": _consulted(answered_on=DAY - timedelta(days=15)),
    "consulted, permission withdrawn": _consulted(withdrawn=True),
}


def _sites(small: World, users: list[User]) -> dict[str, Any]:
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


def _drop_in_day(unit: Unit) -> DropInDay:
    return DropInDay.objects.create(
        unit=unit, name="PopUp", held_on=DAY, opens_at_time=time(9), closes_at_time=time(12), place="TyöVarikko"
    )


def _review(users: list[User]) -> Review:
    review = Review.objects.create(month=MONTH, opened_on=date(2020, 2, 10))
    Reviewer.objects.bulk_create(Reviewer(review=review, user=user) for user in users)
    return review


def _letter(client: Client) -> bytes:
    """A true letter, so that what a reader of it sees can be read."""
    return render_pdf("invitation", "1", FACTS | {"recipient": [client.name, marker("address", client)]}, "fi")


def _objects(world: MatrixWorld, client: Client, number: int) -> dict[str, Any]:
    """One of everything an address can name, made by people who are no users of the matrix."""
    small, note = world.small, marker("note", client)
    path = Path.objects.create(client=client, opened_on=date(2020, 1, 7), ground="contact")
    plan = Plan.objects.create(
        path=path,
        kind="coaching",
        starts_on=date(2020, 1, 7),
        review_on=DAY + timedelta(days=60),
        client_agreed_on=DAY,
        own_words=marker("words", client),
    )
    episode = Episode.objects.create(
        path=path, service=small.rehabilitative_work, starts_on=date(2020, 1, 13), planned_ends_on=date(2020, 4, 30), made_on=DAY
    )
    begins = timezone.make_aware(datetime.combine(DAY + timedelta(days=number), time(10)))
    appointment = Appointment.objects.create(
        client=client, worker=small.bertil, kind="plan", starts_at=begins, ends_at=begins + timedelta(hours=1), note=note
    )
    ContactAttempt.objects.create(
        client=client, worker=small.bertil, channel="phone", attempted_at=begins - timedelta(days=40), result="reached", note=note
    )
    name, letter = f"{number:032x}", _letter(client)
    document = Document.objects.create(
        client=client, kind="invitation", template="invitation", template_version="1", language="fi", storage_name=name,
        cipher=sealed_bytes(letter, name), sha256=hashlib.sha256(letter).digest(), made_on=DAY,
    )  # fmt: skip
    briefing, debriefing = (
        Task.objects.create(path=path, kind=kind, text="Käynti", doer="worker", worker=small.bertil, made_on=DAY, due_on=DAY)
        for kind in ("briefing", "debriefing")
    )
    transfer = {"client": client, "sender": small.municipality, "receiver": small.municipality, "starts_on": DAY}
    elsewhere = PlanParticipant.objects.create(
        plan=plan, worker=small.sari, role="case_manager", joined_on=DAY, client_agreed_on=DAY
    )
    return {
        **_planned(small, path, plan, marker("part", client)),
        "referral": _referral(client, answer="returned", answered_on=DAY, answer_reason="testi"),
        "permission": Permission.objects.create(
            **transfer, data_class="health", purpose=note, text=note, text_version="1", form="spoken", given_on=DAY, ends_on=DAY
        ),
        "prohibition": Prohibition.objects.create(**transfer),
        "run": _process(small, path),
        "choice": ProviderChoice.objects.create(path=path, service=small.debt, place=small.library, shown_on=DAY),
        "offer": YouthOffer.objects.create(path=path, kind="job", text=note, offered_on=DAY),
        "proposal": PlanProposal.objects.create(
            path=path, goal="Työhön", direction="work", deed="Haen", deed_due_on=DAY, written_on=DAY, written_by=small.bertil
        ),
        **_ability(small, path, episode, client),
        **_psychologist(small, path, client),
        "payer_decision": PayerDecision.objects.create(
            path=path, service=small.debt, payer=small.municipality, what=note, requested_on=DAY, answer_due_on=DAY
        ),
        "visit": SpecialistVisit.objects.create(
            path=path, speciality="psychologist", specialist=note, visit_on=DAY, briefing=briefing, debriefing=debriefing
        ),
        "episode": episode,
        "participant": elsewhere,
        "agreement": Agreement.objects.create(
            episode=episode,
            starts_on=episode.starts_on,
            ends_on=DAY - timedelta(days=1),  # one that holds would authorise the site's partner
            agreed_on=episode.starts_on,
            final_assessment_due_on=DAY - timedelta(days=15),
            made_by=small.bertil,
        ),
        "travel": TravelClaim.objects.create(
            episode=episode, month=MONTH, route="Joutsa", way="bus", a_day="3.00", days=1, amount="3.00", asked_on=DAY
        ),
        "skill": SkillEntry.objects.create(path=path, kind="challenge", text=note, told_on=DAY),
        "wish": EmployerWish.objects.create(path=path, industry="food", text=note, organisation=small.municipality, told_on=DAY),
        "search": PlaceSearch.objects.create(path=path, kind="job", text=note, started_on=DAY),
        "task": Task.objects.create(path=path, text="Soita", doer="worker", worker=small.bertil, made_on=DAY, due_on=DAY),
        "assessment": _assessment(small, path, episode, note, marker("part", client)),
        "handover": _handover(small, path, note, marker("health", client)),
        **_notice(world, client),
        "clientship": _clientship(world, client),
        **_closed_parts(small, path, episode, client),
        "matter": _matter(world, client, world.shared["team_meeting"]),
        "consultation": _asked(small, client, small.sari),
        "appointment": appointment,
        "document": document,
        "invitation": Invitation.objects.create(client=client, appointment=appointment, document=document, made_on=DAY),
        "drop_in_visit": DropInVisit.objects.create(day=world.shared["drop_in_day"], client=client, arrived_at=begins),
    }


def _handover(small: World, path: Path, note: str, health: str) -> Handover:
    """What Bertil tells Sari of plans, and of health, which only the two of them read."""
    made = Handover.objects.create(path=path, sender=small.bertil, receiver=small.sari, reason="testi", proposed_on=DAY)
    about = {"client": path.client, "sender": small.municipality, "receiver": small.municipality, "what": "testi"}
    for data_class, text in (("plan", note), ("health", health)):
        given = Disclosure.objects.create(**about, data_class=data_class, ground="same", disclosed_on=DAY)
        HandoverText.objects.create(handover=made, disclosure=given, text=text)
    return made


def _notice(world: MatrixWorld, client: Client) -> dict[str, Any]:
    """A notice with its offer, its wage subsidy and a settlement that has not been sent."""
    notice = EmploymentNotice.objects.create(
        client=client, received_on=DAY, sender="TE-toimisto", allowance_ends_on=DAY + timedelta(days=20)
    )
    job = JobAlternative.objects.create(notice=notice, job="Avustaja", place=world.small.library, suits="Sopii", proposed_on=DAY)
    JobOffer.objects.create(notice=notice, alternative=job, offered_on=DAY)
    application = WageSubsidyApplication.objects.create(
        client=client, notice=notice, ground="obligation", purpose="Osaamista", job="Avustaja", starts_on=DAY + timedelta(days=21),
        ends_on=DAY + timedelta(days=200), monthly_wage_cost=Decimal(2400), applied_on=DAY,
    )  # fmt: skip
    settlement = WageSubsidySettlement.objects.create(
        application=application, starts_on=application.starts_on, ends_on=application.ends_on, wage_cost=Decimal(100),
        amount=Decimal(50),
    )  # fmt: skip
    return {"notice": notice, "settlement": settlement}


PDF = b"%PDF-1.4 testi"  # a report that nobody reads here
PDF_SUM = hashlib.sha256(PDF).digest()


def _assessment(small: World, path: Path, episode: Episode, note: str, part: str) -> Assessment:
    """With an open part, and one closed to everybody but health care."""
    row = Assessment.objects.create(
        path=path, episode=episode, kind="interim", starts_on=DAY, due_on=DAY + timedelta(days=30), summary=note
    )
    told = {"assessment": row, "written_by": small.bertil, "written_on": DAY}
    Section.objects.create(code="progress", compartment="open", text=part, **told)
    closed = Section.objects.create(code="health", compartment="health", summary=part, **told)
    ClosedText.objects.create(
        section=closed, cipher=encrypted(part.replace("part", "health")), author=small.bertil, written_on=DAY
    )
    return row


def _ability(small: World, path: Path, episode: Episode, client: Client) -> dict[str, Any]:
    """A partial work ability with its closed ground, and an accommodation told to the place of an agreement that is over."""
    ability = WorkAbility.objects.create(
        path=path, summary=marker("part", client), source="assessment", ground=encrypted(marker("health", client)), starts_on=DAY,
        recorded_on=DAY, recorded_by=small.bertil,
    )  # fmt: skip
    accommodation = Accommodation.objects.create(ability=ability, text="Lyhyempi päivä", made_on=DAY)
    given = Disclosure.objects.create(
        client=client, data_class="work_ability", sender=small.municipality, receiver=small.municipality, ground="same",
        what="Mukautus", disclosed_on=DAY,
    )  # fmt: skip
    agreement = Agreement.objects.create(
        episode=episode, starts_on=BEGAN, ends_on=BEGAN, agreed_on=BEGAN, final_assessment_due_on=BEGAN, made_by=small.bertil
    )
    telling = AccommodationTelling.objects.create(
        accommodation=accommodation, agreement=agreement, disclosure=given, client_agreed_on=DAY, told_to="Paikka", told_on=DAY
    )
    return {"ability": ability, "accommodation": accommodation, "telling": telling}


def _psychologist(small: World, path: Path, client: Client) -> dict[str, Any]:
    """An act, a referral that waits and a statement, each with its closed part; the team reads what it is told of the act."""
    closed = encrypted(json.dumps({"areas": [], "text": marker("health", client), "people": marker("health", client)}))
    told = {"path": path, "author": small.bertil, "cipher": closed}
    given = Disclosure.objects.create(
        client=client, data_class="health", sender=small.municipality, receiver=small.municipality, ground="same",
        what="Lähete", disclosed_on=DAY,
    )  # fmt: skip
    task = Task.objects.create(
        path=path, kind="referral", text="Kysy", doer="worker", worker=small.bertil, made_on=DAY, due_on=DAY
    )
    sent = {"receiver": small.municipality, "disclosure": given}
    return {
        "psychologist_act": PsychologistAct.objects.create(
            **told, kind="client", tool="interview", held_on=DAY, recorded_on=DAY, summary=marker("part", client)
        ),
        "psychologist_referral": PsychologistReferral.objects.create(
            **told, **sent, task=task, referred_on=DAY, answer_due_on=DAY
        ),
        "psychologist_statement": PsychologistStatement.objects.create(**told, **sent, given_on=DAY, recorded_on=DAY),
    }


def _process(small: World, path: Path) -> ProcessRun:
    """In the first step of a process, held by somebody else."""
    run = ProcessRun.objects.create(path=path, process="work_ability", begun_on=DAY)
    told = {"path": path, "kind": "process", "text": "Vaihe", "doer": "worker", "worker": small.bertil}
    ProcessStep.objects.create(
        run=run, code="need", entered_on=DAY, task=Task.objects.create(made_on=DAY, due_on=DAY + timedelta(days=9), **told)
    )
    return run


def _planned(small: World, path: Path, plan: Plan, part: str) -> dict[str, Any]:
    """What belongs to a plan and its making."""
    town = small.municipality
    check = HealthCheck.objects.create(path=path, offered_on=DAY, work_ability=part)
    sealed = encrypted(part.replace("part", "health"))
    ClosedText.objects.create(health_check=check, cipher=sealed, author=small.bertil, written_on=DAY)
    return {
        "plan": plan,
        "team_meeting": TeamMeeting.objects.create(path=path, meets_on=DAY, agenda=part),
        "check": check,
        "party": PlanParty.objects.create(plan=plan, party="provider", name="Kumppani"),
        "planned": PlanService.objects.create(plan=plan, service=small.debt, arranger=town, employment_goal="Velat", due_on=DAY),
        "statement": StatementRequest.objects.create(path=path, topic="Lausunto", asked_of=town, payer=town, made_on=DAY),
    }
