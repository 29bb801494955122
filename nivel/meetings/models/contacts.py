from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import User
from nivel.clients.models import Client, ContactDetail
from nivel.documents.models import Document
from nivel.meetings.models.appointments import Appointment, DropInDay
from nivel.meetings.session_types import session_title


class Channel(models.TextChoices):
    """Yhteydenoton kanava, in the order in which the next one is tried (JOU-81)."""

    PHONE = "phone", _("phone")
    SMS = "sms", _("text message")
    EMAIL = "email", _("e-mail")
    LETTER = "letter", _("letter")
    POPUP = "popup", _("drop-in day")
    HOME = "home", _("home visit")
    MEETING = "meeting", _("meeting")
    E_SERVICE = "e_service", _("assisted e-service")  # advice at the service point, no attempt to reach (JOU-15)

    @classmethod
    def reaching(cls) -> list[tuple[str, Any]]:
        """The channels by which somebody is sought."""
        return [(value, label) for value, label in cls.choices if value != cls.E_SERVICE]


@recorded
class ContactAttempt(models.Model):
    """Yhteydenotto: one attempt to reach a person by one channel, and what came of it (JOU-81, JOU-88)."""

    class Result(models.TextChoices):
        REACHED = "reached", _("reached")
        NOT_REACHED = "not_reached", _("not reached")
        MESSAGE_LEFT = "message_left", _("message left")
        WRONG_DETAILS = "wrong_details", _("contact details wrong")
        SENT = "sent", _("sent")
        DECLINED = "declined", _("declined")

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="contact_attempts")
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="contact_attempts")
    channel = models.CharField(max_length=10, choices=Channel)
    attempted_at = models.DateTimeField()
    result = models.CharField(max_length=16, choices=Result)
    note = models.TextField(blank=True)
    session_type = models.CharField(max_length=40, blank=True)  # when the contact was an individual session: what about (VPA-06)
    appointment = models.ForeignKey(Appointment, null=True, blank=True, on_delete=models.PROTECT, related_name="contact_attempts")
    drop_in_day = models.ForeignKey(DropInDay, null=True, blank=True, on_delete=models.PROTECT, related_name="contact_attempts")
    next_channel = models.CharField(max_length=10, choices=Channel, blank=True)
    next_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-attempted_at", "-pk"]
        indexes = [models.Index(fields=["client", "-attempted_at"], name="contactattempt_newest")]

    def __str__(self) -> str:
        return f"{self.get_channel_display()}: {self.get_result_display()}"

    @property
    def session_title(self) -> str:
        return session_title(self.session_type)


@recorded
class Invitation(models.Model):
    """Kutsu: an invitation to an appointment or a drop-in day, in the person's language, with the letter as it was made.

    One that `calls_off` tells instead that the time was cancelled (peruutuskirje), and goes the same way.
    `address` is the one written on the letter; when it is no longer in use, the letter is not sent but made anew.
    """

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="invitations")
    appointment = models.ForeignKey(Appointment, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations")
    drop_in_day = models.ForeignKey(DropInDay, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="invitations")
    address = models.ForeignKey(ContactDetail, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations")
    calls_off = models.BooleanField(default=False)
    made_on = models.DateField()
    sent_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(appointment__isnull=False) | Q(drop_in_day__isnull=False), name="invitation_is_to_something"
            ),
            models.UniqueConstraint(
                fields=["client", "appointment", "calls_off"],
                condition=Q(appointment__isnull=False),
                name="invitation_once_an_appointment",
            ),
            models.CheckConstraint(
                condition=Q(calls_off=False) | Q(drop_in_day__isnull=True), name="invitation_calls_off_a_time"
            ),
            models.UniqueConstraint(
                fields=["client", "drop_in_day"], condition=Q(drop_in_day__isnull=False), name="invitation_once_a_drop_in_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.made_on}"
