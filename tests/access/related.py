"""How each relation of `relations.RELATED` comes to be: a maker a name."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from nivel.access.models import ClientAccount, StatedReason, Unit, User
from nivel.clients.codes import encrypted
from nivel.clients.models import BenefitPayment, CareRelationship, Client, Permission, Prohibition
from nivel.meetings.models import BodyMeeting
from nivel.money.models import Review, ReviewDecision
from nivel.paths.models import (
    Agreement,
    Clarification,
    Closure,
    Examination,
    FollowUp,
    JointSeat,
    Path,
    PlacementRunner,
    Plan,
    PlanParticipant,
)
from nivel.timeline.months import add_months
from tests.access.owned import make_consultation, make_matter, make_referral, told_in_the_house
from tests.access.relations import MONTH, MatrixWorld, Person, marker
from tests.world import BEGAN, DAY, World, make_user


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
        one.objects["matter"] = make_matter(world, one.client, meeting, kind, **handled)

    return bring


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


def _consulted(*, answered_on: date | None = None, withdrawn: bool = False):
    """The person's own user is asked about them; where it must open to nobody, every user is."""

    def ask(world: MatrixWorld, one: Person) -> None:
        asked = [world.users[one.owner]] if one.owner else list(world.users.values())
        # The prohibition that everybody has would close what is asked: theirs begins tomorrow.
        Prohibition.objects.filter(client=one.client).update(starts_on=DAY + timedelta(days=1))
        permission = _withdrawn(world.small, one.client) if withdrawn else None
        for user in asked:
            row = make_consultation(world.small, one.client, user, permission)
            if answered_on:
                row.answer_cipher, row.answered_on = encrypted("Vastaus"), answered_on
                row.answer_told = told_in_the_house(world.small, one.client)
                row.save()
        one.objects["consultation"] = row

    return ask


def _withdrawn(small: World, client: Client) -> Permission:
    return Permission.objects.create(
        client=client, data_class="work_ability", sender=small.municipality, receiver=small.municipality, purpose="testi",
        text="testi", text_version="1", form="written", given_on=BEGAN, starts_on=BEGAN, ends_on=DAY + timedelta(days=99),
        withdrawn_on=DAY,
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
    "referred": lambda world, one: make_referral(one.client),
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
        decision_cipher=encrypted("Päätös"),
        decided_on=DAY - timedelta(days=9),
        follow_up_on=DAY,
        followed_up_on=DAY - timedelta(days=1),
        follow_up_cipher=encrypted("Seurattu"),
    ),
    "brought without permission": _brought(DAY, "consultation"),
    "consulted": _consulted(),
    "consulted, answered 15 days ago": _consulted(answered_on=DAY - timedelta(days=15)),
    "consulted, permission withdrawn": _consulted(withdrawn=True),
}
