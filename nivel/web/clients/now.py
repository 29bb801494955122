"""Palvelu nyt: the period that runs, and what comes next in it, for the top of the client's page."""

from dataclasses import dataclass
from datetime import date

from nivel.paths.models import Assessment, Episode
from nivel.web.clients.path_source import Story


@dataclass(frozen=True)
class ServiceNow:
    """Jakso nyt: its final assessment when it is not held yet, whether something follows, and whether days are marked."""

    episode: Episode
    final: Assessment | None
    followed: bool


def services_now(story: Story, on: date) -> list[ServiceNow]:
    """The periods of the day, and the last one when it has run out, was never ended and nothing has begun since; no new query."""
    begun = [row for row in story.episodes if row.starts_on <= on]
    running = [row for row in begun if row.last_day is None or row.last_day >= on]
    ran_out = max(begun, key=lambda row: row.starts_on, default=None)
    if not running and ran_out and ran_out.ended_on is None:
        running = [ran_out]
    followed = {row.previous_id for row in story.episodes}
    return [ServiceNow(row, _final(story, row), row.pk in followed) for row in running]


def _final(story: Story, episode: Episode) -> Assessment | None:
    unheld = (row for row in story.assessments if row.episode_id == episode.pk and row.held_on is None)
    return next((row for row in unheld if row.kind == Assessment.Kind.FINAL), None)
