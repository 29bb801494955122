"""TYP: agreement, members and named workers; a person's clientship from the need to its end; what is refused, and what is a gap."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.utils import translation

from nivel.access.models import Organisation, Unit
from nivel.clients.commands import name_responsible
from nivel.clients.disclosures import DisclosureProhibited, prohibit_disclosure
from nivel.clients.legal_bases import CONDITIONS
from nivel.clients.models import BenefitPayment, Disclosure
from nivel.clients.permissions import visible
from nivel.meetings import bodies
from nivel.meetings.models import Body
from nivel.meetings.queries import seats_of
from nivel.paths import commands
from nivel.paths import joint_refusals as refusals
from nivel.paths.commands.plan_life import review_plan
from nivel.paths.commands.planning import Occasion, PlanContent, agree_plan
from nivel.paths.continuity import breaches
from nivel.paths.joint import parties_on, steps_of, unseated
from nivel.paths.models import JointMember, JointWorker, Party
from nivel.timeline.months import add_months
from tests.paths.agreeing import planned
from tests.world import BEGAN, DAY, make_user

pytestmark = pytest.mark.django_db
SIGNED = date(2014, 12, 15)
FROM = date(2015, 1, 1)
LATER = DAY + timedelta(days=7)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


class Joint:
    """The joint service of a region: its agreement, and one named worker of each of the three authorities."""

    def __init__(self, world):
        self.te = self.worker("Mikko", "Ranta", "te_expert", "Keski-Suomen TE-toimisto", "labour_authority")
        self.kela = self.worker("Jaana", "Kivelä", "kela_worker", "Kela", "kela")
        self.agreement = commands.register_joint_agreement(
            "Keski-Suomen TYP", purpose="Yhteinen palvelutarpeen arvio ja suunnitelma", signed_on=SIGNED, starts_on=FROM, by=None
        )
        self.members = {
            party: commands.add_joint_member(self.agreement, one, party=party, starts_on=FROM, by=None)
            for party, one in (
                ("municipality", world.municipality), ("labour_authority", organisation(self.te)), ("kela", organisation(self.kela)),
            )
        }  # fmt: skip
        users = {"municipality": world.aino, "labour_authority": self.te, "kela": self.kela}
        self.workers = {party: self.named(party, user, f"TYPPI-{party}") for party, user in users.items()}

    def worker(self, first, last, role, name, kind):
        owner = Organisation.objects.create(name=name, kind=kind)
        return make_user(first, last, role, Unit.objects.create(organisation=owner, name=name, starts_on=BEGAN))

    def named(self, party, user, register_id, starts_on=FROM):
        return commands.name_joint_worker(self.members[party], user, register_id=register_id, starts_on=starts_on, by=None)

    def client(self, path, by, ground="Monta viranomaista, eikä kukaan yksin", on=DAY):
        return commands.open_joint_clientship(path, self.agreement, ground=ground, on=on, by=by)

    def seated(self, clientship, by, on=DAY):
        return [commands.seat_joint_worker(clientship, row, on=on, by=by) for row in self.workers.values()]


def organisation(user):
    return user.role_assignments.get().unit.organisation


@pytest.fixture
def typ(world):
    return Joint(world)


def held_by_aino(world, **about):
    path = planned(world, 1, **about)
    name_responsible(path.client, world.aino, on=DAY, by=None)
    return path


def codes(on, path):
    return {breach.kind.code for breach in breaches(on) if breach.path_id == path.pk}


@pytest.mark.requirement("REL-01")
def test_an_agreement_is_registered_with_its_purpose_and_the_act_it_rests_on(world, typ):
    row = typ.agreement
    assert row.purpose == "Yhteinen palvelutarpeen arvio ja suunnitelma"
    assert row.law_basis["act"] == "1369/2014"
    with pytest.raises(refusals.PurposeIsMissing):
        commands.register_joint_agreement("Toinen", purpose=" ", signed_on=SIGNED, starts_on=FROM, by=None)
    newer = commands.register_joint_agreement(
        "Työllisyysalueen TYP", purpose="Sama", signed_on=SIGNED, starts_on=date(2025, 1, 1), by=None
    )
    assert newer.law_basis["act"] == "381/2023"


@pytest.mark.requirement("REL-03")
def test_nothing_is_agreed_before_the_law_is_in_force_nor_outside_the_agreements_validity(world, typ):
    with pytest.raises(refusals.LawIsNotInForce):
        commands.register_joint_agreement("Ennen", purpose="Kokeilu", signed_on=SIGNED, starts_on=date(2014, 12, 31), by=None)
    typ.agreement.ends_on = DAY - timedelta(days=1)
    typ.agreement.save()
    path = held_by_aino(world)
    with pytest.raises(refusals.OutsideTheAgreement):
        typ.client(path, world.aino)
    with pytest.raises(refusals.OutsideTheAgreement):
        commands.add_joint_member(
            typ.agreement, world.municipality, party="municipality", starts_on=FROM - timedelta(days=1), by=None
        )


@pytest.mark.requirement("REL-02", "REL-21")
def test_member_municipalities_join_and_leave_by_the_day_and_tell_their_languages(world, typ):
    names = [
        "Pori",
        "Eura",
        "Harjavalta",
        "Honkajoki",
        "Huittinen",
        "Jämijärvi",
        "Kankaanpää",
        "Karvia",
        "Kokemäki",
        "Merikarvia",
    ]
    towns = {name: Organisation.objects.create(name=name, kind="municipality") for name in [*names, "Raasepori"]}
    for name, town in towns.items():
        languages = "both" if name == "Raasepori" else "fi"
        commands.add_joint_member(
            typ.agreement, town, party="municipality", languages=languages, starts_on=date(2016, 1, 1), by=None
        )
    found = JointMember.objects.filter(agreement=typ.agreement, party="municipality")
    assert {str(row) for row in found.in_force(date(2016, 1, 1))} >= set(towns)
    assert not {str(row) for row in found.in_force(date(2015, 12, 31))} & set(towns)
    assert found.get(organisation__name="Raasepori").get_languages_display() == "bilingual"
    with pytest.raises(refusals.MemberStands):
        commands.add_joint_member(typ.agreement, towns["Eura"], party="municipality", starts_on=DAY, by=None)
    commands.end_joint_member(found.get(organisation__name="Honkajoki"), on=DAY, by=None)
    assert "Honkajoki" in {str(row) for row in found.in_force(DAY)}
    assert "Honkajoki" not in {str(row) for row in found.in_force(DAY + timedelta(days=1))}


@pytest.mark.requirement("JOU-34")
def test_the_three_named_workers_have_each_an_id_of_their_own_and_a_validity(world, typ):
    in_force = JointWorker.objects.in_force(DAY).order_by("register_id")
    assert [(str(row), row.register_id) for row in in_force] == [
        ("Jaana Kivelä", "TYPPI-kela"), ("Mikko Ranta", "TYPPI-labour_authority"), ("Aino Laine", "TYPPI-municipality"),
    ]  # fmt: skip
    with pytest.raises(refusals.RegisterIdIsMissing):
        typ.named("municipality", world.bertil, " ")
    with pytest.raises(refusals.RegisterIdIsAnothers):
        typ.named("municipality", world.bertil, "TYPPI-municipality")
    commands.end_joint_worker(typ.workers["municipality"], on=DAY, by=None)
    assert typ.workers["municipality"] not in JointWorker.objects.in_force(DAY + timedelta(days=1))
    # The id of one who has left is not handed on either.
    with pytest.raises(refusals.RegisterIdIsAnothers):
        typ.named("municipality", world.bertil, "TYPPI-municipality", LATER)
    assert typ.named("municipality", world.bertil, "TYPPI-bertil", LATER).user == world.bertil
    with pytest.raises(IntegrityError):
        JointWorker.objects.create(member=typ.members["kela"], user=world.sari, register_id="TYPPI-bertil", starts_on=LATER)


def test_a_worker_without_an_account_in_use_is_not_named(world, typ):
    world.bertil.is_active = False
    world.bertil.save()
    with pytest.raises(refusals.WorkerIsAway):
        typ.named("municipality", world.bertil, "TYPPI-b")


@pytest.mark.requirement("JOU-35")
def test_the_lead_sits_in_the_network_and_the_management_group_whose_notes_are_kept(world, typ):
    group, network = (
        bodies.found_body(name, kind=kind, founded_on=FROM, founded_by="sopimus", by=None)
        for name, kind in (
            ("TYP-johtoryhmä", Body.Kind.MANAGEMENT_GROUP), ("Eteläisen Keski-Suomen TYP-verkosto", Body.Kind.NETWORK),
        )
    )  # fmt: skip
    told = {"name": world.lead.name, "user": world.lead, "office": "vastaava", "standing": "member", "starts_on": FROM}
    seats = [bodies.add_member(body, **told, by=None) for body in (group, network)]
    inside = bodies.found_body("Työryhmä", kind=Body.Kind.WORKING_GROUP, founded_on=FROM, founded_by="lautakunta", by=None)
    bodies.add_member(inside, **told, by=None)
    row = commands.register_joint_agreement(
        "Eteläinen", purpose="Sama", signed_on=SIGNED, starts_on=FROM, management_group=group, network=network, by=world.lead
    )
    assert {seat.member.body for seat in seats_of(world.lead, DAY)} == {row.management_group, row.network}
    bodies.end_membership(seats[1], on=DAY, by=None)
    after = DAY + timedelta(days=1)
    assert [[seat.member.body for seat in seats_of(world.lead, day)] for day in (DAY, after)] == [[network, group], [group]]
    meeting = bodies.call_meeting(group, held_on=DAY, agenda="Asiakasmäärät", by=world.lead)
    bodies.write_minutes(meeting, minutes="Sovittiin yhteisestä arviosta.", on=DAY, by=world.lead)
    assert row.management_group.meetings.get().minutes == "Sovittiin yhteisestä arviosta."
    with pytest.raises(refusals.WrongBody):
        commands.register_joint_agreement(
            "Väärin", purpose="x", signed_on=SIGNED, starts_on=FROM, management_group=network, by=None
        )


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (date(2014, 12, 31), []),
        (date(2015, 1, 1), ["labour_authority", "municipality", "kela"]),
        (date(2023, 1, 1), ["labour_authority", "municipality", "wellbeing_county", "kela"]),
        (date(2024, 12, 31), ["labour_authority", "municipality", "wellbeing_county", "kela"]),
        (date(2025, 1, 1), ["labour_authority", "wellbeing_county", "kela"]),
    ],
)
def test_who_takes_part_is_asked_of_the_law_of_the_day(on, told):
    assert list(parties_on(on)) == told


def test_who_has_no_ground_by_days_needs_a_written_one_and_the_laws_answer_is_kept(world, typ):
    path = held_by_aino(world)
    with pytest.raises(refusals.NeedIsUnfounded, match="1369/2014"):
        typ.client(path, world.aino, ground=" ")
    row = typ.client(path, world.aino)
    assert (row.law_basis["value"], row.plan_due_on) == (False, add_months(DAY, 3))
    with pytest.raises(refusals.AlreadyJointClient):
        typ.client(path, world.aino)


def test_by_300_paid_days_no_ground_needs_to_be_written(world, typ):
    path = held_by_aino(world)
    BenefitPayment.objects.create(
        client=path.client, benefit="tmt", basis="unemployment", starts_on=date(2020, 1, 1), ends_on=date(2020, 1, 31),
        paid_on=date(2020, 2, 3), list_month=date(2020, 2, 1), days=21, accumulated_days=320, gross="700.00", percent=50,
        municipal_share="350.00", source="testi", batch=1,
    )  # fmt: skip
    row = typ.client(path, world.aino, ground="")
    assert row.law_basis["value"] is True
    assert row.law_basis["because"][0]["citation"].startswith("1369/2014 2")


def test_from_2025_the_need_is_the_workers_judgement_and_nothing_else(world, typ):
    path, on = held_by_aino(world), date(2025, 2, 3)
    for judged in (None, False):
        with pytest.raises(refusals.NeedIsUnfounded, match="381/2023"):
            commands.open_joint_clientship(path, typ.agreement, ground="Tarve on", judged=judged, on=on, by=world.aino)
    row = commands.open_joint_clientship(path, typ.agreement, judged=True, on=on, by=world.aino)
    assert row.plan_due_on == date(2025, 5, 3)
    assert unseated(row, on) == [Party.LABOUR, Party.COUNTY, Party.KELA]


@pytest.mark.requirement("JOU-95")
def test_the_joint_service_goes_step_by_step_and_each_step_tells_whose_turn_it_is(world, typ):
    path = held_by_aino(world)
    row = typ.client(path, world.aino)

    def now(on=DAY):
        return {step.code: (step.done_on, step.waits_for) for step in steps_of(row, on)}

    everybody = ("labour authority", "municipality", "Kela")
    assert list(now()) == ["need", "client", "assess", "plan", "follow", "update", "end"]
    assert (now()["need"], now()["client"], now()["plan"]) == ((DAY, ()), (None, everybody), (None, everybody))
    typ.seated(row, world.aino)
    assert now()["client"] == (DAY, ())
    with pytest.raises(refusals.NotSeated):
        commands.tell_joint_view(row, text="En ole nimetty", on=DAY, by=world.bertil)
    commands.tell_joint_view(row, text="Kuntoutus arvioidaan", on=DAY, by=typ.kela)
    assert now()["assess"] == (None, ("labour authority", "municipality"))
    for by in (world.aino, typ.te):
        commands.tell_joint_view(row, text="Palvelutarve", on=LATER, by=by)
    assert now(LATER)["assess"] == (LATER, ())
    made = {"kind": "joint", "review_on": add_months(LATER, 3), "client_agreed_on": LATER, "by": world.aino}
    first = commands.make_plan(path, starts_on=LATER, on=LATER, **made)
    assert now(LATER)["plan"] == (LATER, ())
    review_plan(first, text="Etenee", next_review_on=add_months(LATER, 3), on=LATER + timedelta(days=20), by=world.aino)
    assert now(LATER + timedelta(days=20))["follow"][0] == LATER + timedelta(days=20)
    newer = add_months(LATER, 2)
    commands.make_plan(path, starts_on=newer, on=newer, **(made | {"review_on": add_months(newer, 3)}))
    assert (now(newer)["plan"][0], now(newer)["update"][0]) == (LATER, newer)
    told = {"reason": "work", "assessment": "Palkkatukityö alkaa, yhteistä tarvetta ei ole", "on": newer, "by": world.aino}
    with pytest.raises(refusals.PartiesHaveNotAgreed, match="Kela"):
        commands.end_joint_clientship(row, agreed_by=["municipality", "labour_authority"], **told)
    row = commands.end_joint_clientship(row, agreed_by=list(typ.workers), **told)
    assert now(newer)["end"][0] == newer
    with pytest.raises(refusals.ClientshipIsOver):
        commands.tell_joint_view(row, text="Myöhässä", on=newer, by=world.aino)


def test_an_authority_without_a_named_worker_is_a_gap_until_one_is_named(world, typ):
    path = held_by_aino(world)
    row = typ.client(path, world.aino)
    assert "joint_without_worker" in codes(DAY, path)
    typ.seated(row, world.aino)
    assert "joint_without_worker" not in codes(DAY, path)
    commands.end_joint_worker(typ.workers["kela"], on=DAY, by=None)
    assert "joint_without_worker" not in codes(DAY, path)
    (breach,) = [each for each in breaches(LATER) if each.kind.code == "joint_without_worker"]
    assert (breach.since, breach.owner.pk) == (DAY, world.aino.pk)
    other = make_user("Kaisa", "Uusi", "kela_worker", typ.kela.role_assignments.get().unit)
    commands.seat_joint_worker(row, typ.named("kela", other, "TYPPI-k2", LATER), on=LATER, by=world.aino)
    assert "joint_without_worker" not in codes(LATER, path)
    typ.te.is_active = False
    typ.te.save()
    assert "joint_without_worker" in codes(LATER, path)


def test_a_joint_plan_past_the_laws_three_months_is_a_gap(world, typ):
    path = held_by_aino(world)
    row = typ.client(path, world.aino)
    typ.seated(row, world.aino)
    late = row.plan_due_on + timedelta(days=1)
    assert "joint_plan_late" not in codes(row.plan_due_on, path)
    (breach,) = [each for each in breaches(late) if each.kind.code == "joint_plan_late"]
    assert breach.since == row.plan_due_on
    commands.make_plan(
        path, kind="joint", starts_on=late, review_on=add_months(late, 3), client_agreed_on=late, on=late, by=world.aino
    )
    assert "joint_plan_late" not in codes(late, path)


def test_a_named_worker_of_another_authority_gets_the_data_by_the_statute_and_not_against_a_prohibition(world, typ):
    path = held_by_aino(world)
    assert not CONDITIONS["joint_service"](path.client, DAY)
    row = typ.client(path, world.aino)
    prohibit_disclosure(path.client, receiver=organisation(typ.kela), on=DAY, by=world.aino)
    with pytest.raises(DisclosureProhibited):
        commands.seat_joint_worker(row, typ.workers["kela"], on=DAY, by=world.aino)
    commands.seat_joint_worker(row, typ.workers["labour_authority"], on=DAY, by=world.aino)
    commands.seat_joint_worker(row, typ.workers["municipality"], on=DAY, by=world.aino)
    given = Disclosure.objects.filter(client=path.client)
    assert {(each.data_class, str(each.receiver), each.citation) for each in given} == {
        ("plan", "Keski-Suomen TE-toimisto", "1369/2014 11 §"), ("employment", "Keski-Suomen TE-toimisto", "1369/2014 11 §"),
    }  # fmt: skip


def test_a_named_worker_sees_the_clientship_while_seated_and_nothing_else(world, typ):
    path = held_by_aino(world)
    row = typ.client(path, world.aino)
    client = path.client.__class__.objects

    def sees(user, action="joint.see", on=DAY):
        return client.filter(visible(world.actor(user, on), action), pk=path.client_id).exists()

    assert not sees(typ.kela)
    typ.seated(row, world.aino)
    assert sees(typ.kela)
    assert not sees(typ.kela, "clients.open")
    assert not sees(world.sari)
    commands.end_joint_worker(typ.workers["kela"], on=DAY, by=None)
    assert not sees(typ.kela, on=LATER)


def test_a_path_is_not_closed_over_a_clientship(world, typ):
    path = held_by_aino(world)
    row = typ.client(path, world.aino)
    closing = {"outcome": "other", "reason": "Työ alkoi", "continuation_plan": "Työnantaja", "on": DAY, "by": world.aino}
    with pytest.raises(refusals.JointClientshipIsOpen):
        commands.close_path(path, **closing)
    commands.end_joint_clientship(row, reason="work", assessment="Työ alkoi", agreed_by=list(typ.workers), on=DAY, by=world.aino)
    assert commands.close_path(path, **closing).pk


@pytest.mark.requirement("POR-31")
def test_the_joint_plan_of_a_client_has_every_authority_in_it_with_its_named_worker(world, typ):
    path = held_by_aino(world)
    row = typ.client(path, world.aino)
    commands.seat_joint_worker(row, typ.workers["municipality"], on=DAY, by=world.aino)
    former = path.plans.get()

    def made():
        occasion = Occasion(client_agreed_on=DAY)
        return agree_plan(
            path, kind="joint", content=PlanContent(goals=(("Työ", "work"),)), occasion=occasion, review_on=add_months(DAY, 3),
            seen=former.pk, reason="TYP", on=DAY, by=world.aino,
        )  # fmt: skip

    with pytest.raises(refusals.AuthoritiesAreMissing, match="labour authority, Kela"):
        made()
    for party in ("labour_authority", "kela"):
        commands.seat_joint_worker(row, typ.workers[party], on=DAY, by=world.aino)
    parties = {seat.party: (seat.worker, seat.signed_on) for seat in made().parties.all()}
    assert parties == {
        "client": (None, DAY), "municipality": (world.aino, DAY), "labour_authority": (typ.te, None), "kela": (typ.kela, None),
    }  # fmt: skip


def test_an_agreement_ends_when_it_serves_nobody_and_takes_its_members_and_workers_with_it(world, typ):
    row = typ.client(held_by_aino(world), world.aino)
    with pytest.raises(refusals.AgreementServes):
        commands.end_joint_agreement(typ.agreement, on=DAY, by=None)
    commands.end_joint_clientship(
        row, reason="no_need", assessment="Yhteinen arvio", agreed_by=list(typ.workers), on=DAY, by=world.aino
    )
    commands.end_joint_agreement(typ.agreement, on=DAY, by=None)
    assert not JointMember.objects.in_force(LATER).exists()
    assert not JointWorker.objects.in_force(LATER).exists()
    with pytest.raises(refusals.HasLeftAgreement):
        commands.end_joint_agreement(typ.agreement, on=DAY, by=None)
