from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from pgtrigger import Before, Condition, Delete, Protect, Statement, Trigger, Truncate, Update

REFUSE_EMPTYING = "RAISE EXCEPTION 'the access log cannot be emptied';"


class AccessEvent(models.Model):
    """Katseluloki: one look at people, or one refused look (906/2019 17 §, 703/2023 10 §).

    Holds numbers and codes only, never names or free text, and no foreign keys: it outlives what it speaks of. Rows are
    only ever added (a trigger refuses the rest) and each carries the seal of the one before it.
    """

    id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.BigIntegerField(null=True)
    roles = models.CharField(max_length=200)
    action = models.CharField(max_length=80)
    route = models.CharField(max_length=120)
    clients = ArrayField(models.BigIntegerField())
    allowed = models.BooleanField()
    ground = models.CharField(max_length=40)
    seal = models.BinaryField(max_length=32)

    class Meta:
        ordering = ["-id"]
        indexes = [
            GinIndex(fields=["clients"], name="accessevent_clients"),
            models.Index(fields=["actor", "at"], name="accessevent_actor_at"),
            models.Index(fields=["at"], name="accessevent_at"),
        ]
        triggers = [
            Protect(name="accessevent_append_only", operation=Update | Delete),
            Trigger(name="accessevent_never_emptied", when=Before, level=Statement, operation=Truncate, func=REFUSE_EMPTYING),
        ]

    def __str__(self) -> str:
        return f"{self.id}: {self.action}"


class AccessHead(models.Model):
    """Lokin kärki: the number and seal of the newest event. Locked while an event is added, so that the chain never forks."""

    events = models.BigIntegerField()
    seal = models.BinaryField(max_length=32)
    signature = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="accesshead_is_one_row")]
        triggers = [
            Protect(name="accesshead_stays", operation=Delete),
            Protect(name="accesshead_only_grows", operation=Update, condition=Condition("NEW.events <> OLD.events + 1")),
            Trigger(name="accesshead_never_emptied", when=Before, level=Statement, operation=Truncate, func=REFUSE_EMPTYING),
        ]

    def __str__(self) -> str:
        return str(self.events)
