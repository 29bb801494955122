"""Every screen's address. One folder an area; each has its own `urls.py`, and its rules stand in `access/policy.toml`."""

from pathlib import Path

from django.urls import include, path

HERE = Path(__file__).parent
AREAS = (
    "accounts",
    "today",
    "gaps",
    "youth",
    "proposals",
    "own",
    "clients",
    "caseloads",
    "coachees",
    "caseboard",
    "intake",
    "aftercare",
    "meetings",
    "share",
    "imports",
    "services",
    "employers",
    "notices",
    "bodies",
    "teams",
    "joint",
    "clarifications",
    "processes",
    "payers",
    "abilities",
    "providers",
    "psychologist",
    "goals",
    "report",
    "funding",
    "surveys",
    "action_plans",
    "staff",
    "looks",
    "law",
)

urlpatterns = [path("", include(f"nivel.web.{area}.urls")) for area in AREAS if (HERE / area / "urls.py").exists()]
