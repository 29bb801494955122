"""The demo's agreements: their terms, the decision and delivery of each, and the attendance of every week."""

from datetime import date, timedelta
from decimal import Decimal

from nivel.access.models import User
from nivel.demo.diary import Diary, at_ten
from nivel.demo.municipality import Joutsa
from nivel.demo.turns import turn
from nivel.documents.forms import confirm_receipt, deliver_form, form_of
from nivel.money.commands import make_claim, record_payment, send_claim
from nivel.money.models import CompensationClaim
from nivel.paths import commands as paths
from nivel.paths.agreement_states import needs_decision
from nivel.paths.commands import DayTold
from nivel.paths.limits import Extent, agreed_days
from nivel.paths.models import Agreement, Episode, Path, Plan
from nivel.paths.papers import print_certificate
from nivel.timeline.months import add_months, last_day_of_month

GOALS = ("Päivärytmi ja jaksaminen", "Asiakaspalvelun tutkinnon osa", "Työkunnon löytyminen", "Työkokemusta omalta alalta")
LABOUR = "Keski-Suomen TE-toimisto"
CLAIMED = (date(2020, 3, 1), date(2020, 4, 1), date(2020, 5, 1))


def terms_of(path: Path, starts_on: date, ends_on: date, on: date) -> paths.AgreementTerms:
    """Two to four days a week, every other on named weekdays, four to six hours a day, on the plan the TE Office accepted."""
    plan = Plan.objects.filter(path=path, kind__in=Plan.MAIN).in_force(on).first()
    days = 2 + turn(path) % 3
    return paths.AgreementTerms(
        starts_on,
        ends_on,
        on,
        days_a_week=days,
        weekdays=tuple(range(1, days + 1)) if turn(path) % 2 else (),
        hours_a_day=Decimal(4 + turn(path) % 3),
        plan=plan,
        plan_accepted_on=plan.starts_on if plan else None,
        coaching=("individual", "work"),
        goal=GOALS[turn(path) % len(GOALS)],
        fit_note="Vastaa siihen, mitä edellisessä arviossa sovittiin.",
    )


def live_agreement(town: Joutsa, diary: Diary, agreement: Agreement) -> None:
    """The social counsellor confirms within the week, the clerk delivers, and the weeks are marked on their Fridays.

    A decision and a delivery of the last days of June still wait, so that there is something to do.
    """
    if needs_decision(agreement):
        diary.on(agreement.agreed_on + timedelta(days=3), lambda on: _confirm(town, agreement, on))
        diary.on(agreement.agreed_on + timedelta(days=6), lambda on: _deliver(town, agreement, on))
    span = agreement.starts_on, agreement.ends_on
    days = list(agreed_days(Extent(*span, agreement.days_a_week, agreement.hours_a_day, tuple(agreement.weekdays))))
    for friday in sorted({day + timedelta(days=4 - day.weekday()) for day in days}):
        week = [day for day in days if friday - timedelta(days=4) <= day <= friday]
        diary.on(friday, lambda on, week=week: _mark(town, agreement, week, on))


def _confirm(town: Joutsa, agreement: Agreement, on: date) -> None:
    if _stands(agreement, on):
        paths.confirm_agreement(agreement, on=on, at=at_ten(on), by=town.staff["outi"])


def _deliver(town: Joutsa, agreement: Agreement, on: date) -> None:
    if _stands(agreement, on):
        paths.deliver_agreement(
            agreement, delivered_to=LABOUR, channel="secure_mail", delivered_on=on, on=on, by=town.staff["tiina"]
        )


def _mark(town: Joutsa, agreement: Agreement, week: list[date], on: date) -> None:
    """A week as it goes: now and then somebody is ill."""
    if not _stands(agreement, on):
        return
    hours = agreement.hours_a_day or Decimal(4)
    told = [
        DayTold(day, absence="ill") if (agreement.episode_id + day.toordinal()) % 11 == 0 else DayTold(day, hours) for day in week
    ]
    paths.record_attendance(agreement.episode, told, on=on, by=town.staff["bertil"])


def _stands(agreement: Agreement, on: date) -> bool:
    episode = Episode.objects.select_related("path").get(pk=agreement.episode_id)
    return not (episode.ended_on or episode.dropped_on or episode.path.closed_on)


def tell_skills(diary: Diary, episode: Episode, by: User) -> None:
    """A part of a qualification and a hygiene passport shown in the workshop, a certificate of them, and May's travel."""

    def show(on: date) -> None:
        shown = {"shown_on": on, "assessor": "Satu Virtanen, ammattiopisto", "on": on, "by": by}
        paths.record_qualification_unit(
            episode, kind="card", qualification="Hygieniapassi", skills="Elintarvikehygienia", **shown
        )
        paths.record_qualification_unit(
            episode,
            kind="part",
            qualification="Liiketoiminnan perustutkinto",
            unit="Asiakaspalvelu",
            skills="Kohtaa asiakkaan, neuvoo palveluissa ja hoitaa lainauksen.",
            **shown,
        )

    def finish(on: date) -> None:
        made = paths.issue_certificate(episode, tasks="Asiakaspalvelu ja varaston hoito työpajalla", on=on, by=by)
        print_certificate(made, on=on, by=by)
        claim = paths.claim_travel(
            episode, month=date(2020, 5, 1), route="Leivonmäki–Joutsa–Leivonmäki", way="bus", a_day=Decimal("9.60"), on=on, by=by
        )
        paths.decide_travel(claim, on=on, by=by)

    diary.on(date(2020, 6, 12), show)
    diary.on(date(2020, 6, 26), finish)


def tell_guides(town: Joutsa, diary: Diary) -> None:
    """The common guide goes to every place in spring; two have not answered yet."""

    def deliver(on: date) -> None:
        guide = form_of("place_guide")
        for key, place in town.places.items():
            delivery = deliver_form(guide, place, on=on, by=town.staff["liisa"])
            if key not in {"school", "association"}:
                confirm_receipt(delivery, received_by=f"{place.name}, vastuuhenkilö", on=on, by=town.staff["liisa"])

    diary.on(date(2020, 3, 9), deliver)


def tell_claims(town: Joutsa, diary: Diary) -> None:
    """The clerk claims each month early in the next; March is paid, April sent, May just made."""
    clerk = town.staff["tiina"]
    for month in CLAIMED:
        diary.on(last_day_of_month(month) + timedelta(days=6), lambda on, month=month: make_claim(month, on=on, by=clerk))
    for month in CLAIMED[:2]:
        diary.on(add_months(month, 1) + timedelta(days=9), lambda on, month=month: send_claim(_claim(month), on=on, by=clerk))
    diary.on(date(2020, 5, 18), lambda on: record_payment(_claim(CLAIMED[0]), amount=_claim(CLAIMED[0]).amount, on=on, by=clerk))


def _claim(month: date) -> CompensationClaim:
    return CompensationClaim.objects.get(month=month)
