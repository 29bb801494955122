"""One of every object of a person that an address can name, made by people who are no users of the matrix."""

import hashlib
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import timezone

from nivel.access.models import User
from nivel.clients.codes import encrypted
from nivel.clients.models import Client, Disclosure, Permission, Prohibition
from nivel.documents.models import Document
from nivel.documents.rendering import render_pdf
from nivel.documents.sealing import sealed_bytes
from nivel.intake.models import Referral
from nivel.meetings.models import (
    Appointment,
    BodyMeeting,
    ConsultationRequest,
    ContactAttempt,
    DropInVisit,
    Invitation,
    TeamCase,
    TeamSlot,
)
from nivel.money.models import WageSubsidyApplication, WageSubsidySettlement
from nivel.paths.models import (
    Agreement,
    EmployerWish,
    EmploymentNotice,
    Episode,
    Handover,
    HandoverText,
    JobAlternative,
    JobOffer,
    JointClientship,
    JointView,
    Path,
    PayerDecision,
    PlaceSearch,
    Plan,
    PlanParticipant,
    PlanProposal,
    ProviderChoice,
    SkillEntry,
    SpecialistVisit,
    Task,
    TravelClaim,
    YouthOffer,
)
from tests.access.owned_parts import closed_parts, make_ability, make_assessment, make_planned, make_process, psychologists_work
from tests.access.relations import MONTH, MatrixWorld, marker
from tests.documents.letters import FACTS
from tests.world import BEGAN, DAY, World


def objects_of(world: MatrixWorld, client: Client, number: int) -> dict[str, Any]:
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
        **make_planned(small, path, plan, marker("part", client)),
        "referral": make_referral(client, answer="returned", answered_on=DAY, answer_reason="testi"),
        "permission": Permission.objects.create(
            **transfer, data_class="health", purpose=note, text=note, text_version="1", form="spoken", given_on=DAY, ends_on=DAY
        ),
        "prohibition": Prohibition.objects.create(**transfer),
        "run": make_process(small, path),
        "choice": ProviderChoice.objects.create(path=path, service=small.debt, place=small.library, shown_on=DAY),
        "offer": YouthOffer.objects.create(path=path, kind="job", text=note, offered_on=DAY),
        "proposal": PlanProposal.objects.create(
            path=path, goal="Työhön", direction="work", deed="Haen", deed_due_on=DAY, written_on=DAY, written_by=small.bertil
        ),
        **make_ability(small, path, episode, client),
        **psychologists_work(small, path, client),
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
        "assessment": make_assessment(small, path, episode, note, marker("part", client)),
        "handover": _handover(small, path, note, marker("health", client)),
        **_notice(world, client),
        "clientship": _clientship(world, client),
        **closed_parts(small, path, episode, client),
        "matter": make_matter(world, client, world.shared["team_meeting"]),
        "consultation": make_consultation(small, client, small.sari),
        "appointment": appointment,
        "document": document,
        "invitation": Invitation.objects.create(client=client, appointment=appointment, document=document, made_on=DAY),
        "drop_in_visit": DropInVisit.objects.create(day=world.shared["drop_in_day"], client=client, arrived_at=begins),
    }


def _letter(client: Client) -> bytes:
    """A true letter, so that what a reader of it sees can be read."""
    return render_pdf("invitation", "1", FACTS | {"recipient": [client.name, marker("address", client)]}, "fi")


def _handover(small: World, path: Path, note: str, health: str) -> Handover:
    """What Bertil tells Sari of plans, and of health, which only the two of them read."""
    made = Handover.objects.create(path=path, sender=small.bertil, receiver=small.sari, reason="testi", proposed_on=DAY)
    about = {"client": path.client, "sender": small.municipality, "receiver": small.municipality, "what": "testi"}
    for data_class, text in (("plan", note), ("health", health)):
        given = Disclosure.objects.create(**about, data_class=data_class, ground="same", disclosed_on=DAY)
        HandoverText.objects.create(handover=made, disclosure=given, cipher=encrypted(text))
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


def _clientship(world: MatrixWorld, client: Client) -> JointClientship:
    row = JointClientship.objects.create(
        client=client, agreement=world.shared["agreement"], ground=marker("joint", client), starts_on=DAY, plan_due_on=DAY
    )
    JointView.objects.create(clientship=row, party="kela", text=marker("joint", client), told_on=DAY, told_by=world.small.bertil)
    return row


def make_matter(world: MatrixWorld, client: Client, meeting: BodyMeeting, kind: str = "reception", **handled: Any) -> TeamCase:
    minute = meeting.slots.count()
    slot = TeamSlot.objects.create(meeting=meeting, kind=kind, starts_at_time=time(9 + minute // 60, minute % 60))
    return TeamCase.objects.create(
        slot=slot, client=client, presenter=world.small.bertil, owner=world.small.bertil, sender=world.small.municipality,
        data_class="health" if kind == "consultation" else "", question_cipher=encrypted(marker("question", client)),
        brought_on=BEGAN, **handled,
    )  # fmt: skip


def make_consultation(small: World, client: Client, asked: User, permission: Permission | None = None) -> ConsultationRequest:
    return ConsultationRequest.objects.create(
        client=client, asker=small.bertil, asker_unit=small.social_office, asked=asked, asked_unit=small.workshop,
        told=told_in_the_house(small, client, permission), data_class="work_ability",
        question_cipher=encrypted(marker("question", client)),
        asked_on=BEGAN, due_on=DAY,
    )  # fmt: skip


def told_in_the_house(small: World, client: Client, permission: Permission | None = None) -> Disclosure:
    return Disclosure.objects.create(
        client=client, data_class="work_ability", sender=small.municipality, receiver=small.municipality, what="testi",
        ground="permission" if permission else "same", permission=permission, disclosed_on=BEGAN,
    )  # fmt: skip


def make_referral(client: Client, **answer: Any) -> Referral:
    return Referral.objects.create(
        client=client, programme=settings.PROGRAMME, initiator="client", reason="testi", received_on=DAY,
        answer_due_on=DAY, **answer,
    )  # fmt: skip
