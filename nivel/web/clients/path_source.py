"""Polun kuvan lähde: a person's episodes, handovers, assessments and meetings as the facts that the picture is drawn from."""

from collections.abc import Collection, Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from nivel.intake.models import Referral
from nivel.law.verdict import Verdict
from nivel.meetings.models import Appointment
from nivel.paths.continuity import Breach
from nivel.paths.models import Assessment, Episode, Handover, Path
from nivel.paths.parameters import days
from nivel.web.clients.path_facts import Bar, Direction, Joint, JointState, Mark, MarkState, PathFacts, Threshold
from nivel.web.verdicts import short_of

# Breaches that the picture draws as a broken joint; the first tells more than the second.
BREAKS = ("ended_without_successor", "no_next_step")
# Rules whose coming to hold is a tick on the picture.
COMING = ("activation_plan", "joint_service", "employment_obligation")


@dataclass(frozen=True)
class Story:
    """Tarina: the rows of one person's paths, read once, in six queries."""

    paths: list[Path]
    episodes: list[Episode]
    handovers: list[Handover]
    assessments: list[Assessment]
    appointments: list[Appointment]
    referrals: list[Referral]


def story_of(number: int) -> Story:
    episodes = Episode.objects.filter(path__client=number, dropped_on__isnull=True)
    handovers = Handover.objects.filter(path__client=number, returned_on__isnull=True)
    assessments = Assessment.objects.filter(path__client=number).select_related("episode__service")
    return Story(
        paths=list(Path.objects.filter(client=number).select_related("closure")),
        episodes=list(episodes.select_related("service__provider", "service__arranger", "place", "made_by")),
        handovers=list(handovers.select_related("receiver", "organisation", "sender").order_by("proposed_on")),
        assessments=list(assessments),
        referrals=list(Referral.objects.filter(client=number).select_related("to_organisation", "enrolment")),
        appointments=list(Appointment.objects.filter(client=number).order_by("starts_at")),
    )


def path_facts(
    story: Story, breaches: Collection[Breach], verdicts: Mapping[str, Verdict], done: Container[str], on: date
) -> PathFacts:
    """What the picture shows on a day; the rules whose duty is `done` put no day on it."""
    undone = {name: verdict for name, verdict in verdicts.items() if name not in done}
    bars = tuple(_bar(episode, on) for episode in story.episodes)
    return PathFacts(
        today=on,
        bars=bars,
        joints=tuple(_joints(story, list(breaches), on)),
        marks=tuple(sorted(_marks(story, on), key=lambda mark: mark.on)),
        thresholds=tuple(sorted(_thresholds(_unfulfilled(undone, story, breaches, on)), key=lambda threshold: threshold.on)),
    )


def _bar(episode: Episode, on: date) -> Bar:
    label = f"{episode.service}, {episode.place}" if episode.place else str(episode.service)
    planned = episode.starts_on > on
    who = ", ".join(part for part in (str(episode.organisation), episode.person) if part)
    span = episode.starts_on, episode.last_day
    return Bar(str(episode.pk), label, Direction(episode.service.direction), *span, planned, who)


def _joints(story: Story, breaches: list[Breach], on: date) -> Iterator[Joint]:
    """Every change from one step to the next, and what is open or broken now."""
    followed = list(_followed(story.episodes))
    for former, later in followed:
        yield _change(former, later, story.handovers)
    opened = [handover for handover in story.handovers if not (handover.accepted_on and handover.met_on)]
    shown = {(former.pk, later.pk) for former, later in followed}
    yield from (
        _waiting(handover, story, on) for handover in opened if (handover.from_episode_id, handover.to_episode_id) not in shown
    )
    broken = min(
        (breach for breach in breaches if breach.kind.code in BREAKS),
        key=lambda breach: BREAKS.index(breach.kind.code),
        default=None,
    )
    if broken and not opened:
        yield _break(broken, story, on)


def _followed(episodes: list[Episode]) -> Iterator[tuple[Episode, Episode]]:
    """Pairs of a step and the one that carries the path on; support walks beside and joins nothing unless told to."""
    by_number = {episode.pk: episode for episode in episodes}
    free = [episode for episode in episodes if episode.service.direction != Direction.SUPPORT]
    for later in sorted(episodes, key=lambda episode: episode.starts_on):
        former = by_number.get(later.previous_id)
        if former is None and later in free:
            over = [each for each in free if each.last_day and each.last_day < later.starts_on]
            former = max(over, key=lambda each: each.last_day, default=None)
        if former in free:
            free.remove(former)
        if former:
            yield former, later


def _change(former: Episode, later: Episode, handovers: list[Handover]) -> Joint:
    handover = next((h for h in handovers if former.pk == h.from_episode_id or later.pk == h.to_episode_id), None)
    keys = (str(former.pk), str(later.pk))
    if handover and not (handover.accepted_on and handover.met_on):
        return Joint(JointState.OPEN, *keys, on=later.starts_on, label=waiting_text(handover), short=_("handover open"))
    gap = (later.starts_on - (former.last_day or later.starts_on)).days - 1
    if gap > days("max_gap_days") and handover is None:
        return Joint(JointState.BROKEN, *keys, on=later.starts_on, label=_("gap %(days)s d") % {"days": gap}, short=f"{gap}")
    return Joint(JointState.ACCEPTED, *keys, on=later.starts_on)


def waiting_text(handover: Handover) -> str:
    """What an open handover waits for."""
    text = _("handover: %(receiver)s has yet to meet") if handover.accepted_on else _("handover: %(receiver)s has yet to accept")
    return text % {"receiver": handover.receiver_name}


def _waiting(handover: Handover, story: Story, on: date) -> Joint:
    after = handover.from_episode_id or _newest(story.episodes, on)
    before = str(handover.to_episode_id) if handover.to_episode_id else None
    label = waiting_text(handover)
    return Joint(JointState.OPEN, str(after) if after else None, before, handover.proposed_on, label, _("handover open"))


def _break(breach: Breach, story: Story, on: date) -> Joint:
    ended = [episode for episode in story.episodes if episode.last_day and episode.last_day < on]
    newest = max(ended, key=lambda episode: episode.last_day, default=None)
    running = any(episode.starts_on <= on and (episode.last_day is None or episode.last_day >= on) for episode in story.episodes)
    text = _("gap %(days)s d") if breach.kind.code == "ended_without_successor" else _("no next step %(days)s d")
    after = str(newest.pk) if newest and not running else None
    return Joint(JointState.BROKEN, after, None, breach.since, text % {"days": breach.age_days}, f"{breach.age_days}")


def _newest(episodes: list[Episode], on: date) -> int | None:
    begun = [episode for episode in episodes if episode.starts_on <= on]
    return max(begun, key=lambda episode: episode.last_day or date.max).pk if begun else None


def _marks(story: Story, on: date) -> Iterator[Mark]:
    for path in story.paths:
        yield Mark(path.opened_on, _("path opened"))
        if hasattr(path, "closure"):
            yield Mark(path.closure.closed_on, _("path closed: %(outcome)s") % {"outcome": path.closure.get_outcome_display()})
    yield from (_assessed(assessment, on) for assessment in story.assessments)
    yield from (
        Mark(h.met_on, _("received by %(receiver)s") % {"receiver": h.receiver_name}) for h in story.handovers if h.met_on
    )
    yield from (mark for referral in story.referrals for mark in _referred(referral, on))
    coming = [row for row in story.appointments if timezone.localdate(row.starts_at) >= on and not row.outcome]
    yield from (Mark(timezone.localdate(row.starts_at), row.get_kind_display(), MarkState.DUE) for row in coming[:1])


def _referred(referral: Referral, on: date) -> Iterator[Mark]:
    """Whose initiative it was, where it led, and the day the person came into the programme."""
    if referral.to_organisation:
        label = _("referred to %(where)s") % {"where": referral.to_organisation}
    else:
        label = _("referral: %(initiator)s") % {"initiator": referral.get_initiator_display()}
    late = referral.answered_on is None and referral.answer_due_on < on
    yield Mark(referral.received_on, label, MarkState.MISSED if late else MarkState.DONE)
    if hasattr(referral, "enrolment"):
        yield Mark(referral.enrolment.starts_on, _("taken into the programme"))


def _assessed(assessment: Assessment, on: date) -> Mark:
    name = assessment.get_kind_display()
    if assessment.held_on and assessment.held_on <= on:
        return Mark(assessment.held_on, name)
    day = f"{assessment.due_on.day}.{assessment.due_on.month}."
    if assessment.due_on < on:
        return Mark(assessment.due_on, _("%(what)s late since %(day)s") % {"what": name, "day": day}, MarkState.MISSED)
    return Mark(assessment.due_on, _("%(what)s by %(day)s") % {"what": name, "day": day}, MarkState.DUE)


def _unfulfilled(verdicts: Mapping[str, Verdict], story: Story, breaches: Collection[Breach], on: date) -> Mapping[str, Verdict]:
    """Without the young person's guarantee when its day is past on an open path and no offer is missing: it has been fulfilled."""
    youth, held = verdicts.get("youth_guarantee"), any(path.is_open(on) for path in story.paths)
    missing = any(breach.kind.code == "youth_offer_late" for breach in breaches)
    if youth is None or youth.value is not True or youth.due_on >= on or missing or not held:
        return verdicts
    return {name: verdict for name, verdict in verdicts.items() if name != "youth_guarantee"}


def _thresholds(verdicts: Mapping[str, Verdict]) -> Iterator[Threshold]:
    """The days on which a rule's answer about this person has changed last or changes next, and the deadlines it gives."""
    share = verdicts.get("municipal_share")
    if share is not None and share.value is not None:
        yield from _share_thresholds(share)
    for name in COMING:
        if name in verdicts:
            yield from _rule_thresholds(name, verdicts[name])
    yield from _deadlines(verdicts)


def _share_thresholds(share: Verdict) -> Iterator[Threshold]:
    text = _("municipality pays %(percent)s %%")
    if share.since and share.value:
        yield Threshold(share.since, text % {"percent": share.value}, "municipal_share")
    if share.next_change:
        yield Threshold(share.next_change.on, text % {"percent": share.next_change.value}, "municipal_share")


def _rule_thresholds(name: str, verdict: Verdict) -> Iterator[Threshold]:
    if verdict.value is True and verdict.since:
        yield Threshold(verdict.since, short_of(name), name, duty=True)
    if verdict.value is False and verdict.next_change and verdict.next_change.value is True:
        yield Threshold(verdict.next_change.on, short_of(name), name)


def _deadlines(verdicts: Mapping[str, Verdict]) -> Iterator[Threshold]:
    interview, youth = verdicts.get("interview_due_on"), verdicts.get("youth_guarantee")
    if interview is not None and isinstance(interview.value, date):
        yield Threshold(interview.value, _("interview due"), "interview_due_on", duty=True)
    if youth is not None and youth.value is True:
        yield Threshold(youth.due_on, short_of("youth_guarantee"), "youth_guarantee", duty=True)
