"""Accounts, dated roles and stated reasons: what an administrator may not do, and from which day a role holds."""

from datetime import timedelta

import pghistory.models
import pytest
from django.db import IntegrityError, transaction

from nivel.access import commands
from nivel.access.cli import OrganisationNotTold, UnitNotTold, add_user
from nivel.access.models import RoleAssignment, StatedReason, Unit, User
from nivel.access.policy import policy
from nivel.access.queries import looks_at, reason_in_force, users_by_role
from nivel.access.reasons import AlreadyReviewed, OwnReason, ReasonTooShort, review_reason, state_reason
from nivel.access.words import ACTIONS, RELATIONS
from nivel.clients.commands import start_relationship
from nivel.clients.gate import NotOpen, open_client
from tests.world import DAY, make_user, moment, person

REASON = "Aino on sairaana, ja sopimus on allekirjoitettava tänään."


@pytest.fixture
def paula(world) -> User:
    return make_user("Paula", "Pääkäyttäjä", "administrator", world.workshop)


def test_an_account_is_personal_and_named_and_has_no_password_of_somebody_else_s_choosing(paula):
    ulla = commands.make_user("Ulla.Uusi", first_name="Ulla", last_name="Uusi", by=paula)
    assert (ulla.username, ulla.has_usable_password()) == ("ulla.uusi", False)
    with pytest.raises(commands.UsernameTaken):
        commands.make_user("ULLA.UUSI", first_name="Ulla", last_name="Toinen", by=paula)
    with pytest.raises(commands.NameMissing):
        commands.make_user("toimisto", first_name="", last_name=" ", by=paula)
    with pytest.raises(commands.UsernameUnfit):
        commands.make_user("ä b", first_name="Ä", last_name="B", by=paula)


def test_a_role_holds_from_its_first_to_its_last_day(world, paula):
    start, end = DAY, DAY + timedelta(days=10)
    commands.assign_role(world.sari, "clerk", world.workshop, starts_on=start, ends_on=end, time_share=50, by=paula)
    held = [("clerk" in world.actor(world.sari, day).roles) for day in (start - timedelta(1), start, end, end + timedelta(1))]
    assert held == [False, True, True, False]


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"role": "kaikkivaltias"}, commands.RoleUnknown),
        ({"ends_on": DAY - timedelta(days=1)}, commands.EndsBeforeStart),
        ({"time_share": 101}, commands.ShareOutOfRange),
        ({"role": "coach"}, commands.RoleAlreadyHeld),
    ],
)
def test_an_unfit_role_is_refused_by_name(world, paula, change, refusal):
    given = {"role": "clerk", "starts_on": DAY, "ends_on": None, "time_share": None} | change
    with pytest.raises(refusal):
        commands.assign_role(world.sari, given.pop("role"), world.social_office, **given, by=paula)


def test_nobody_gives_a_role_to_themselves_or_closes_or_renews_their_own(world, paula):
    with pytest.raises(commands.OwnAccount):
        commands.assign_role(paula, "coach", world.workshop, starts_on=DAY, by=paula)
    with pytest.raises(commands.OwnAccount):
        commands.end_role(RoleAssignment.objects.get(user=paula), ends_on=DAY, by=paula)
    with pytest.raises(commands.OwnAccount):
        commands.deactivate_user(paula, on=DAY, by=paula)
    with pytest.raises(commands.OwnAccount):
        commands.renew_login(paula, reason="Puhelin katosi", at=moment(DAY), by=paula)


def test_the_last_administrator_stays(world, paula):
    with pytest.raises(commands.LastAdministrator):
        commands.deactivate_user(paula, on=DAY, by=world.lead)
    make_user("Pirjo", "Pääkäyttäjä", "administrator", world.workshop)
    commands.deactivate_user(paula, on=DAY, by=world.lead)
    assert world.actor(paula).roles == frozenset()


def test_accounts_and_roles_keep_who_changed_them_and_why_but_no_password(world, paula):
    commands.deactivate_user(world.sari, on=DAY, reason="Siirtyi toisiin tehtäviin", by=paula)
    event = User.pgh_event_model.objects.filter(pgh_obj=world.sari).latest("pgh_id")
    assert event.pgh_context.metadata == {
        "command": "access.deactivate_user",
        "actor": paula.pk,
        "reason": "Siirtyi toisiin tehtäviin",
    }
    assert not hasattr(event, "password")
    assert pghistory.models.Context.objects.exists()


def test_an_administrator_s_role_opens_no_client(world, paula):
    client = person(1)
    with pytest.raises(NotOpen):
        open_client(world.door(paula), client.pk, "clients.open")
    assert {action for action, grants in policy().actions.items() if "administrator" in grants} == {
        "users.manage",
        "rights.see",
        "law.see",
    }


def test_the_first_administrator_comes_in_from_the_command_line(db):
    with pytest.raises(UnitNotTold):
        add_user("paula", role="administrator", first_name="P", last_name="P", unit="", organisation="", language="fi", on=DAY)
    given = {"role": "administrator", "first_name": "Paula", "last_name": "P", "language": "fi", "on": DAY, "unit": "Toimisto"}
    with pytest.raises(OrganisationNotTold):
        add_user("paula", organisation="", **given)
    user, ticket = add_user("paula", organisation="Joutsan kunta", **given)
    assert ticket
    assert Unit.objects.get().organisation.name == "Joutsan kunta"
    assert [role.code for role, people in users_by_role(DAY) if user in people] == ["administrator"]


class TestStatedReason:
    """Liisa leads the workshop; Helmi is Bertil's client there."""

    @pytest.fixture
    def helmi(self, world):
        helmi = person(1, "Helmi Esimerkki")
        start_relationship(helmi, world.bertil, "responsible", ground="testi", on=DAY, by=None, unit=world.workshop)
        return helmi

    def test_opens_one_client_of_the_unit_for_an_hour(self, world, helmi):
        door = world.door(world.lead)
        with pytest.raises(NotOpen):
            open_client(door, helmi.pk, "clients.open")
        open_client(door, helmi.pk, "clients.state_reason")
        stated = state_reason(world.lead, helmi.pk, reason=REASON, at=door.actor.at, by=world.lead)
        assert open_client(door, helmi.pk, "clients.open") == helmi
        assert reason_in_force(world.lead, helmi.pk, door.actor.at) == stated
        assert reason_in_force(world.lead, helmi.pk, door.actor.at + timedelta(minutes=60)) is None

    def test_is_for_leads_and_their_own_unit_only(self, world, helmi):
        stranger = person(2)
        for user, number in ((world.aino, helmi.pk), (world.sari, helmi.pk), (world.lead, stranger.pk)):
            with pytest.raises(NotOpen):
                open_client(world.door(user), number, "clients.state_reason")

    def test_is_reviewed_once_by_somebody_else(self, world, helmi, paula):
        stated = state_reason(world.lead, helmi.pk, reason=REASON, at=moment(DAY), by=world.lead)
        with pytest.raises(OwnReason):
            review_reason(stated, finding="founded", at=moment(DAY), by=world.lead)
        review_reason(stated, finding="unfounded", at=moment(DAY), by=paula)
        with pytest.raises(AlreadyReviewed):
            review_reason(stated, finding="founded", at=moment(DAY), by=paula)
        assert not StatedReason.objects.all().waiting().exists()

    def test_the_database_too_refuses_a_review_of_one_s_own(self, world, helmi):
        stated = state_reason(world.lead, helmi.pk, reason=REASON, at=moment(DAY), by=world.lead)
        row = StatedReason.objects.filter(pk=stated.pk)
        with pytest.raises(IntegrityError), transaction.atomic():
            row.update(reviewed_by=world.lead, reviewed_at=moment(DAY), finding="founded")

    def test_needs_a_sentence(self, world, helmi):
        with pytest.raises(ReasonTooShort):
            state_reason(world.lead, helmi.pk, reason="kiire", at=moment(DAY), by=world.lead)


def test_who_has_looked_at_a_person_is_told_with_names_in_two_queries(world, django_assert_num_queries):
    helmi = person(1)
    for user in (world.clerk, world.sari, world.clerk):
        try:
            open_client(world.door(user), helmi.pk, "clients.open")
        except NotOpen:
            continue
    with django_assert_num_queries(1):
        rows = looks_at(helmi.pk)
    assert [(row.actor, row.allowed, row.ground) for row in rows] == [
        ("Tiina Toimisto", True, "tehtävä"),
        ("Sari Sivullinen", False, ""),
        ("Tiina Toimisto", True, "tehtävä"),
    ]


def test_every_action_and_relation_has_words():
    assert set(policy().actions) - set(ACTIONS) == set()
    assert set(policy().relations) - set(RELATIONS) == set()
