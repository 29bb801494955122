"""Moniammatillinen tiimi: the slots of a team's meeting, and the matters brought to them."""

from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded, recorded_without
from nivel.access.models import Organisation, User
from nivel.clients.codes import decrypted
from nivel.clients.models import Client, DataClass, Disclosure
from nivel.meetings.models.bodies import BodyMeeting


class SlotKind(models.TextChoices):
    """Ajan laji: with the client in the room, about the client by permission (JOU-45), or to make a plan with a visiting team (JOU-36)."""

    RECEPTION = "reception", _("reception, the client is present")
    CONSULTATION = "consultation", _("consultation, with the client's permission")
    PLAN = "plan", _("plan by appointment, the client is present")


@recorded
class TeamSlot(models.Model):
    """Tiimin aika: one time of a meeting of the health and social team or of the rehabilitation group (JOU-44, JOU-45)."""

    meeting = models.ForeignKey(BodyMeeting, on_delete=models.CASCADE, related_name="slots")
    kind = models.CharField(max_length=12, choices=SlotKind)
    starts_at_time = models.TimeField()

    class Meta:
        ordering = ["meeting", "starts_at_time"]
        constraints = [models.UniqueConstraint(fields=["meeting", "starts_at_time"], name="teamslot_once_at_a_time")]

    def __str__(self) -> str:
        return f"{self.starts_at_time:%H.%M}"


class TeamCases(models.QuerySet["TeamCase"]):
    def standing(self, on: date) -> "TeamCases":
        """Not taken back by the day."""
        return self.exclude(taken_back_on__lte=on)

    def ahead(self, on: date) -> "TeamCases":
        """Brought to a meeting that is still ahead, and not handled."""
        return self.standing(on).filter(slot__meeting__held_on__gte=on).exclude(decided_on__lte=on)

    def to_follow_up(self, on: date) -> "TeamCases":
        """Decided, and its follow-up not done by the day."""
        return self.standing(on).filter(decided_on__lte=on).exclude(followed_up_on__lte=on)


@recorded_without("question_cipher", "decision_cipher", "follow_up_cipher")
class TeamCase(models.Model):
    """Asiakasasia: a client's matter in a team's slot. The worker who brings it leads it until it is handed over (JOU-46, VSS-22).

    What is asked, decided and told of the follow-up may tell of health: it is encrypted, never searched or exported, and in no history.
    """

    slot = models.ForeignKey(TeamSlot, on_delete=models.PROTECT, related_name="cases")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="team_cases")
    presenter = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="team_cases")
    sender = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    data_class = models.CharField(max_length=16, choices=DataClass, blank=True)
    disclosures = models.ManyToManyField(Disclosure, related_name="team_cases")
    question_cipher = models.BinaryField()
    brought_on = models.DateField()
    taken_back_on = models.DateField(null=True, blank=True)
    client_present = models.BooleanField(null=True, blank=True)
    decision_cipher = models.BinaryField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    follow_up_on = models.DateField(null=True, blank=True)
    followed_up_on = models.DateField(null=True, blank=True)
    follow_up_cipher = models.BinaryField(null=True, blank=True)

    objects = TeamCases.as_manager()

    class Meta:
        ordering = ["slot__meeting__held_on", "slot__starts_at_time", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["slot"], condition=Q(taken_back_on__isnull=True), name="teamcase_one_in_a_slot"),
            models.CheckConstraint(
                condition=Q(
                    decided_on__isnull=True, decision_cipher__isnull=True, client_present__isnull=True, follow_up_on__isnull=True
                )
                | Q(decided_on__isnull=False, client_present__isnull=False, follow_up_on__gte=F("decided_on"))
                & Q(decision_cipher__isnull=False),
                name="teamcase_decision_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(followed_up_on__isnull=True) | Q(decided_on__isnull=False), name="teamcase_followed_after_decision"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot}"

    @property
    def question(self) -> str:
        return decrypted(self.question_cipher)

    @property
    def decision(self) -> str:
        return decrypted(self.decision_cipher) if self.decision_cipher else ""

    @property
    def follow_up(self) -> str:
        return decrypted(self.follow_up_cipher) if self.follow_up_cipher else ""

    @property
    def listed(self) -> str:
        """What a list tells of it: of health and social care no more than that it is about them."""
        if self.data_class in (DataClass.HEALTH, DataClass.SOCIAL):
            return self.get_data_class_display()
        return self.decision or self.question

    @property
    def is_consultation(self) -> bool:
        return self.slot.kind == SlotKind.CONSULTATION


def free_slots() -> QuerySet[TeamSlot]:
    """Slots that nobody's matter is in."""
    taken = TeamCase.objects.filter(slot=OuterRef("pk"), taken_back_on__isnull=True)
    return TeamSlot.objects.exclude(Exists(taken))
