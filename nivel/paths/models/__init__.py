from nivel.paths.models.closure import Closure
from nivel.paths.models.episodes import Agreement, Assessment, Episode
from nivel.paths.models.handover import Handover
from nivel.paths.models.parties import MainNeed, PlanParticipant
from nivel.paths.models.path import Path
from nivel.paths.models.plan import Goal, Plan, Task

__all__ = [
    "Agreement",
    "Assessment",
    "Closure",
    "Episode",
    "Goal",
    "Handover",
    "MainNeed",
    "Path",
    "Plan",
    "PlanParticipant",
    "Task",
]
