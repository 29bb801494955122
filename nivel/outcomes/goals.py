"""Goals, means, effects and indicators (MITÄ, MITEN, MITÄ SAAVUTETAAN, MITTARIT): the plan's table with the month's values (JOU-67)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nivel.outcomes.figures import Figure
from nivel.programmes import Programme


@dataclass(frozen=True)
class GoalIndicator:
    """Mittari as the plan names it, with the figures that answer it; none when Nivel has no figure for it."""

    title: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class GoalRow:
    """One row of the table."""

    code: str
    title: str
    means: tuple[str, ...]
    effects: tuple[str, ...]
    aims: tuple[str, ...]
    indicators: tuple[GoalIndicator, ...]
    source: str

    def to_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "title": self.title,
            "means": list(self.means),
            "effects": list(self.effects),
            "aims": list(self.aims),
            "indicators": [
                {"title": each.title, "figures": [figure.to_json() for figure in each.figures]} for each in self.indicators
            ],
            "source": self.source,
        }


def goal_rows(programme: Programme, figures: Mapping[str, Figure], language: str) -> list[GoalRow]:
    """The programme's goals in the reader's language."""
    return [
        GoalRow(
            code=goal.code,
            title=goal.title.say(language),
            means=tuple(words.say(language) for words in goal.means),
            effects=tuple(words.say(language) for words in goal.effects),
            aims=tuple(words.say(language) for words in goal.aims),
            indicators=tuple(
                GoalIndicator(each.title.say(language), tuple(figures[code] for code in each.figures)) for each in goal.indicators
            ),
            source=goal.source,
        )
        for goal in programme.goals
    ]
