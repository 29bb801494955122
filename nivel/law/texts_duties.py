"""Muiden tulkintojen perustelut kolmella kielellä."""

DUTIES = {
    "rule.not_yet": {
        "en": "The rule came into force on {day}.",
        "fi": "Sääntö tuli voimaan {day}.",
        "sv": "Regeln trädde i kraft {day}.",
    },
    "rule.repealed": {
        "en": "The rule has not been in force since {day}.",
        "fi": "Sääntö ei ole ollut voimassa {day} lähtien.",
        "sv": "Regeln har inte gällt sedan {day}.",
    },
}
