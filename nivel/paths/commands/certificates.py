from datetime import date

from nivel.access.history import command
from nivel.access.models import User
from nivel.paths.agreement_refusals import NoSkillsShown
from nivel.paths.models import Certificate, Episode, QualificationUnit
from nivel.paths.refusals import DayIsAhead, DayIsBefore, EpisodeWasDropped


@command
def record_qualification_unit(
    episode: Episode,
    *,
    kind: str,
    qualification: str,
    shown_on: date,
    assessor: str,
    on: date,
    by: User | None,
    unit: str = "",
    skills: str = "",
) -> QualificationUnit:
    """Record what a person gained within the period: a card, a part of a qualification, a whole one, recognised studies (RAA-04).

    Raises EpisodeWasDropped, DayIsBefore, DayIsAhead.
    """
    episode = Episode.objects.get(pk=episode.pk)
    if episode.dropped_on:
        raise EpisodeWasDropped(day=episode.dropped_on)
    if shown_on < episode.starts_on:
        raise DayIsBefore(day=episode.starts_on)
    if shown_on > on:
        raise DayIsAhead(day=on)
    return QualificationUnit.objects.create(
        episode=episode,
        kind=QualificationUnit.Kind(kind),
        qualification=qualification.strip(),
        unit=unit.strip(),
        skills=skills.strip(),
        shown_on=shown_on,
        assessor=assessor.strip(),
    )


@command
def issue_certificate(episode: Episode, *, on: date, by: User, tasks: str = "") -> Certificate:
    """Issue a certificate of skills (osaamistodistus, JOU-21) of all that was shown and stands on none yet. Raises NoSkillsShown."""
    episode = Episode.objects.select_for_update(of=("self",)).get(pk=episode.pk)
    units = QualificationUnit.objects.filter(episode=episode, certificate__isnull=True, shown_on__lte=on)
    if not units.exists():
        raise NoSkillsShown
    certificate = Certificate.objects.create(episode=episode, issued_on=on, issuer=by, tasks=tasks.strip())
    units.update(certificate=certificate)
    return certificate
