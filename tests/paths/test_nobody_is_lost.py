"""A state machine over whole lives: referrals, plans, agreements, absences, handovers, staff changes, programme ends, law changes.

After every step each person is looked for: somebody at work holds them, or they stand on a list that says that nobody does.
`make nightly` lives until at least 100,000 commands have been given, in rounds; each command, done or refused, and each day that
passes is followed by the search. A round has a database of its own: what a life leaves behind when it is undone slows the next.
"""

import os
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.test import override_settings
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from nivel.access.models import Organisation, User
from nivel.access.refusal import Refusal
from nivel.clients.commands import end_relationship, name_responsible
from nivel.clients.models import CareRelationship
from nivel.intake import commands as intake
from nivel.intake.models import Enrolment, Referral
from nivel.intake.queries import to_hand_over, waiting_list
from nivel.law import programmes as law
from nivel.meetings.commands import book_appointment
from nivel.meetings.models import Appointment
from nivel.paths import commands
from nivel.paths.caseloads import stand_of
from nivel.paths.continuity import breaches
from nivel.paths.facts import law_facts
from nivel.paths.models import Assessment, Caseload, Closure, Episode, FollowUp, Handover, Path
from tests.intake.kemi import jobseeker, judged, paid, referred
from tests.paths.test_random_lives import _retold
from tests.world import make_user, make_world, moment, permit, permit_plans

pytestmark = pytest.mark.django_db

# The trial ends on 31.12.2015, the payment share's law changed on 1.1.2015: a life passes both.
BEGINS = date(2014, 6, 2)
WHO, WORKER, DAYS = st.integers(0, 2), st.integers(0, 3), st.integers(0, 40)
WANTED, ROUND = int(os.environ.get("NIVEL_STEPS", "0")), 1000


class Lives(RuleBasedStateMachine):
    """Elämiä: three people, four workers, and whatever may happen between them."""

    steps = 0
    deeds = 0
    changed = False

    @initialize()
    def begin(self):
        self.whole = transaction.atomic()
        self.whole.__enter__()
        self.world, self.on = make_world(), BEGINS
        self.people = [referred(number, f"Asiakas Numero{number}", on=BEGINS) for number in (1, 2, 3)]
        self.staff = [self.world.aino, self.world.bertil, self.world.counsellor, self.world.lead]
        self.outside = Organisation.objects.create(name="Lapin TE-toimisto", kind="labour_authority")
        paid(self.people[0], 520, until=BEGINS)
        jobseeker(self.people[1], date(2012, 1, 2))
        self.changed = True

    def teardown(self):
        if hasattr(self, "whole"):
            transaction.set_rollback(True)
            self.whole.__exit__(None, None, None)

    def does(self, act, *args, **more):
        """A command, or its refusal: both are a deed of a life."""
        Lives.deeds += 1
        self.changed = True
        try:
            return act(*args, **more)
        except Refusal:
            return None

    def path(self, who):
        return Path.objects.filter(client=self.people[who]).open_on(self.on).first()

    def met(self, who):
        """The person's open path; whoever was never met is met now, so that something can be agreed."""
        if not Path.objects.filter(client=self.people[who]).exists():
            self.contact(who, 0, "reached")
        return self.path(who)

    # --- Time, law and the programme ------------------------------------------------------------------------------------------

    @rule(days=DAYS, many=st.booleans())
    def time_passes(self, days, many):
        self.on += timedelta(days=days * (6 if many else 1))
        self.changed = True

    # --- Referrals --------------------------------------------------------------------------------------------------------------

    @rule(who=WHO, out=st.booleans(), initiator=st.sampled_from(Referral.Initiator.values))
    def refer(self, who, out, initiator):
        origin = intake.Origin(initiator, None, "joku")
        where = {"to_organisation": self.outside} if out else {}
        if out:
            self.does(permit, "employment", self.people[who], self.world.municipality, self.outside, self.on)
        self.does(
            intake.record_referral, self.people[who], origin=origin, reason="r", received_on=self.on, on=self.on, by=None, **where
        )

    @rule(who=WHO, worker=WORKER, accepts=st.booleans())
    def answer(self, who, worker, accepts):
        row = Referral.objects.filter(client=self.people[who]).unanswered(self.on).first()
        if row:
            answer = "accepted" if accepts else "returned"
            by = self.staff[worker]
            self.does(intake.answer_referral, row, answer=answer, reason="r", worker=by, told_by="M", on=self.on, by=by)

    @rule(who=WHO, worker=WORKER, taken=st.booleans(), risk=st.booleans())
    def select(self, who, worker, taken, risk):
        row = Referral.objects.filter(client=self.people[who], answer="accepted", selection=None, to_organisation=None).first()
        if row:
            told = judged(risk=risk, since=date(2012, 1, 1))
            self.does(intake.check_eligibility, row, told, on=self.on, by=None)
            self.does(intake.decide_selection, row, taken=taken, decider="d", reason="r", on=self.on, by=self.staff[worker])

    @rule(who=WHO)
    def enrol(self, who):
        row = Referral.objects.filter(client=self.people[who], selection__taken=True, enrolment=None).first()
        if row:
            plan = self.path(who) and self.path(who).plans.in_force(self.on).first()
            if plan:
                self.does(intake.agree_referral_in_plan, row, plan, on=self.on, by=None)
            self.does(intake.enrol, row, starts_on=self.on, on=self.on, by=None)

    @rule(who=WHO)
    def leave_programme(self, who):
        row = Enrolment.objects.filter(client=self.people[who]).in_force(self.on).first()
        if row:
            self.does(intake.end_enrolment, row.referral, ends_on=self.on, reason="r", on=self.on, by=None)

    # --- Contacts, plans, agreements, absences ------------------------------------------------------------------------------------

    @rule(who=WHO, worker=WORKER, result=st.sampled_from(["reached", "not_reached"]))
    def contact(self, who, worker, result):
        by = self.staff[worker]
        if by.is_active:
            self.does(
                commands.record_contact, self.people[who], worker=by, channel="phone", at=moment(self.on), result=result, by=by
            )

    @rule(who=WHO, days=DAYS)
    def plan(self, who, days):
        if path := self.met(who):
            ahead = self.on + timedelta(days=days)
            self.does(
                commands.make_plan, path, kind="employment", starts_on=self.on, review_on=ahead, client_agreed_on=self.on,
                on=self.on, by=None,
            )  # fmt: skip

    @rule(who=WHO, days=DAYS, agreed=st.booleans())
    def service(self, who, days, agreed):
        if path := self.met(who):
            starts_on, ends_on = self.on + timedelta(days=days % 20), self.on + timedelta(days=days + 20)
            terms = commands.AgreementTerms(starts_on, ends_on, self.on) if agreed else None
            self.does(
                commands.plan_episode, path, service=self.world.tryout, starts_on=starts_on, agreement=terms, on=self.on, by=None
            )

    @rule(who=WHO, days=DAYS, open_end=st.booleans())
    def end_service(self, who, days, open_end):
        episode = Episode.objects.filter(path__client=self.people[who], ended_on=None).order_by("-pk").first()
        if episode:
            following = commands.Following(open_end=open_end)
            ended_on = self.on - timedelta(days=days % 5)
            self.does(commands.end_episode, episode, ended_on=ended_on, reason="r", following=following, on=self.on, by=None)

    @rule(who=WHO)
    def drop_service(self, who):
        episode = Episode.objects.filter(path__client=self.people[who]).order_by("-pk").first()
        if episode:
            self.does(commands.drop_episode, episode, reason="r", on=self.on, by=None)

    @rule(who=WHO, named=st.booleans())
    def assess(self, who, named):
        row = Assessment.objects.filter(path__client=self.people[who], held_on=None).order_by("due_on").first()
        if row:
            self.does(commands.hold_assessment, row, summary="s", next_step="n" if named else "", on=self.on, by=None)

    @rule(who=WHO, worker=WORKER, came=st.booleans())
    def meeting(self, who, worker, came):
        waiting = Appointment.objects.filter(client=self.people[who], outcome="").first()
        if waiting:
            outcome = "held" if came else "no_show"
            self.does(commands.tell_meeting, waiting, outcome, on=self.on, by=None)
        elif self.staff[worker].is_active:
            starts_at = moment(self.on + timedelta(days=3))
            self.does(
                book_appointment, self.people[who], worker=self.staff[worker], kind="plan", starts_at=starts_at,
                minutes=60, by=None,
            )  # fmt: skip

    @rule(who=WHO, days=DAYS)
    def visit(self, who, days):
        if path := self.met(who):
            visit_on = self.on + timedelta(days=days)
            self.does(
                commands.plan_specialist_visit, path, speciality="psychologist", specialist="P", visit_on=visit_on, on=self.on,
                by=None,
            )  # fmt: skip

    # --- Handovers and staff --------------------------------------------------------------------------------------------------------

    @rule(who=WHO, worker=WORKER, days=DAYS, outside=st.booleans())
    def propose(self, who, worker, days, outside):
        if path := self.met(who):
            receiver = commands.Outside(self.outside, "Virkailija") if outside else self.staff[worker]
            meeting_on = self.on + timedelta(days=days)
            self.does(
                commands.propose_handover, path, receiver=receiver, reason="r", meeting_on=meeting_on, client_agreed_on=self.on,
                on=self.on, by=None,
            )  # fmt: skip

    @rule(who=WHO, act=st.sampled_from(["accept", "meet", "return", "arrive"]))
    def hand_on(self, who, act):
        row = Handover.objects.filter(path__client=self.people[who]).order_by("-pk").first()
        if row is None:
            return
        by = row.receiver or row.sender
        deeds = {
            "accept": lambda: commands.accept_handover(row, on=self.on, by=by),
            "meet": lambda: commands.record_meeting_with_receiver(row, met_on=self.on, together=True, on=self.on, by=by),
            "return": lambda: commands.return_handover(row, reason="r", on=self.on, by=by),
            "arrive": lambda: commands.record_outside_arrival(row, arrived_on=self.on, told_by="V", on=self.on, by=by),
        }
        self.does(deeds[act])

    @rule(worker=WORKER)
    def worker_leaves(self, worker):
        leaver = self.staff[worker]
        if leaver.is_active:
            self.does(commands.close_account, leaver, reason="lähti", on=self.on, by=None)
            self.staff[worker] = make_user("Uusi", f"Työntekijä{User.objects.count()}", "coach", self.world.workshop)
            leaver.refresh_from_db()

    @rule(worker=WORKER)
    def caseload_is_handed_over(self, worker):
        for caseload in Caseload.objects.all():
            paths = Path.objects.open_on(self.on).filter(client__relationships__worker=caseload.worker).distinct()
            receivers = dict.fromkeys(paths, self.staff[worker])
            self.does(commands.hand_over_caseload, caseload, receivers, on=self.on, by=None)

    @rule(who=WHO, worker=WORKER)
    def somebody_else_is_named(self, who, worker):
        self.does(name_responsible, self.people[who], self.staff[worker], ground="g", on=self.on, by=None)

    @rule(who=WHO)
    def nobody_is_responsible_any_more(self, who):
        if row := CareRelationship.objects.filter(client=self.people[who]).responsible(self.on).first():
            self.does(end_relationship, row, on=self.on, by=None, ground="g")

    # --- The end, and after ---------------------------------------------------------------------------------------------------------

    @rule(who=WHO, worker=WORKER, outcome=st.sampled_from(Closure.Outcome.values), delivered=st.booleans())
    def close(self, who, worker, outcome, delivered):
        if path := self.path(who):
            delivery = commands.Delivery("TE", self.on, self.outside) if delivered else None
            if delivered:
                self.does(permit_plans, self.people[who], self.world.municipality, self.outside, self.on)
            self.does(
                commands.close_path, path, outcome=outcome, reason="r", continuation_plan="p", delivery=delivery, on=self.on,
                by=self.staff[worker],
            )  # fmt: skip

    @rule(who=WHO, worker=WORKER)
    def reopen(self, who, worker):
        if row := Closure.objects.filter(path__client=self.people[who]).order_by("-closed_on").first():
            self.does(commands.reopen_path, row, worker=self.staff[worker], reason="r", on=self.on, by=None)

    @rule(who=WHO, worker=WORKER, held=st.booleans())
    def follow_up(self, who, worker, held):
        row = FollowUp.objects.undone_on(self.on).filter(closure__path__client=self.people[who]).first()
        if row and held:
            self.does(commands.record_follow_up, row, situation="unemployed", held_on=self.on, on=self.on, by=None)
        elif row:
            self.does(commands.hand_on_follow_up, row, self.staff[worker], on=self.on, by=None)

    # --- What never happens -----------------------------------------------------------------------------------------------------------

    @invariant()
    def nobody_is_lost(self):
        if not self.changed:
            return
        Lives.steps, self.changed = Lives.steps + 1, False
        found = breaches(self.on)
        assert {(each.path_id, each.kind.code) for each in found} == set(_retold(self.on))
        listed = {(each.client_id, each.kind.code) for each in found}
        lost = self._alone() - {client_id for client_id, code in listed if code == "no_responsible"}
        assert not lost, f"nobody holds {lost} on {self.on}"
        self._afterwards(listed)
        if Lives.steps % 4 == 0:  # as dear as the rest together
            self._programme_and_law()

    def _alone(self):
        """Who has an open path and nobody at work who is responsible for them."""
        held = CareRelationship.objects.responsible(self.on).filter(worker__is_active=True)
        return set(Path.objects.open_on(self.on).values_list("client", flat=True)) - set(held.values_list("client", flat=True))

    def _afterwards(self, listed):
        """Whoever has no open path: somebody at work follows up, and whoever waits for a place stands on the waiting list."""
        ended = (
            FollowUp.objects.undone_on(self.on).exclude(closure__path__client__in=self._open()).filter(worker__is_active=False)
        )
        assert {(number, "follow_up_unowned") for number in ended.values_list("closure__path__client", flat=True)} <= listed
        waiting = Referral.objects.coming_in().filter(answer="accepted", selection=None, enrolment=None)
        waiting = set(waiting.exclude(client__in=self._open()).values_list("pk", flat=True))
        assert not waiting or waiting <= {row.referral.pk for row in waiting_list(self.on)}

    def _open(self):
        return Path.objects.open_on(self.on).values("client")

    def _programme_and_law(self):
        """Everybody in the ended programme stands on its list; the law answers on every day; a leaver's people are counted."""
        if self.on > date(2015, 12, 31):
            rows = Enrolment.objects.in_force(self.on)
            assert {row.pk for row in rows} == {row.enrolment.pk for row in to_hand_over(self.on)}
        facts = law_facts(self.people, self.on)
        assert all("kemi-2012" in law.verdict(each, self.on).value for each in facts.values())
        for caseload in Caseload.objects.all():
            held = CareRelationship.objects.filter(worker=caseload.worker).responsible(self.on).count()
            stand = stand_of(caseload, self.on)
            assert stand.unproposed + stand.underway == held


@pytest.mark.parametrize("part", range(1, 1 + max(1, WANTED // ROUND)))
@pytest.mark.django_db(transaction=bool(WANTED))
def test_nobody_is_ever_without_somebody_or_a_list(part):
    Lives.steps = Lives.deeds = 0
    lives = settings(max_examples=20) if WANTED else None
    with override_settings(PROGRAMME="kemi-2012"):
        run_state_machine_as_test(Lives, settings=lives)
        while Lives.deeds < min(WANTED, ROUND):
            run_state_machine_as_test(Lives, settings=lives)
