"""Konsultaatiopyyntö osahankkeiden välillä: asked of a worker of another unit, answered, watched while it waits (VSS-04)."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from nivel.access.history import recorded_without
from nivel.access.models import Unit, User
from nivel.clients.models import Client, DataClass, Disclosure


class ConsultationRequests(models.QuerySet["ConsultationRequest"]):
    def open_on(self, on: date) -> "ConsultationRequests":
        """Asked by the day, neither answered nor taken back by it."""
        return self.filter(asked_on__lte=on).exclude(answered_on__lte=on).exclude(taken_back_on__lte=on)


@recorded_without("question_cipher", "answer_cipher")
class ConsultationRequest(models.Model):
    """Konsultaatiopyyntö: a coach asks a psychologist, nurse or other worker of another sub-project about a client (VSS-04).

    What is told with the question, and with the answer, is a transfer of data: each stands on its own recorded ground. Both texts are
    encrypted, never searched or exported, and in no history; who reads them is told in `nivel/meetings/consultation_texts.py`.
    """

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="consultation_requests")
    asker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="asked_consultations")
    asker_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    asked = models.ForeignKey(User, on_delete=models.PROTECT, related_name="received_consultations")
    asked_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    data_class = models.CharField(max_length=16, choices=DataClass)
    question_cipher = models.BinaryField()
    asked_on = models.DateField()
    due_on = models.DateField()
    told = models.OneToOneField(Disclosure, on_delete=models.PROTECT, related_name="consultation_question")
    answer_cipher = models.BinaryField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answer_told = models.OneToOneField(
        Disclosure, null=True, blank=True, on_delete=models.PROTECT, related_name="consultation_answer"
    )
    taken_back_on = models.DateField(null=True, blank=True)

    objects = ConsultationRequests.as_manager()

    class Meta:
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(asker_unit=F("asked_unit")), name="consultationrequest_goes_to_another_unit"),
            models.CheckConstraint(condition=Q(due_on__gte=F("asked_on")), name="consultationrequest_due_after_asked"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answer_cipher__isnull=True, answer_told__isnull=True)
                | Q(answered_on__gte=F("asked_on"), answer_told__isnull=False, taken_back_on__isnull=True)
                & Q(answer_cipher__isnull=False),
                name="consultationrequest_answer_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_unit} {self.asked_on}"

    @property
    def transfers(self) -> list[Disclosure]:
        """What was told with the question, and with the answer."""
        return [row for row in (self.told, self.answer_told) if row]
