from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.clients.languages import language_name


@recorded
class Client(models.Model):
    """Asiakas: a person the municipality may serve.

    The identity code (henkilötunnus) is stored encrypted, with a keyed blind index for finding one person; neither is ever
    shown in an address, a log or a file name. `sort_name` puts å, ä and ö last on every PostgreSQL, `search_name` is casefolded.
    `sex` is what the code tells (see `IdentityCode.sex`), kept for figures alone; empty until a code has been read for it.
    """

    class Sex(models.TextChoices):
        WOMAN = "woman", _("woman")
        MAN = "man", _("man")

    code_index = models.BinaryField(max_length=32, unique=True, editable=False)
    code_cipher = models.BinaryField(editable=False)
    born_on = models.DateField()
    sex = models.CharField(max_length=5, choices=Sex, blank=True, editable=False)
    last_name = models.CharField(max_length=80)
    first_names = models.CharField(max_length=120)
    sort_name = models.CharField(max_length=220, editable=False)
    search_name = models.CharField(max_length=220, editable=False)
    language = models.CharField(max_length=3, default="fi")
    interpreter = models.CharField(max_length=3, blank=True)
    home_municipality = models.CharField(max_length=3, blank=True)
    first_seen_on = models.DateField()

    class Meta:
        ordering = ["sort_name", "pk"]
        indexes = [
            models.Index(fields=["sort_name", "id"], name="client_sort_name"),
            models.Index(fields=["search_name"], name="client_search_name", opclasses=["varchar_pattern_ops"]),
        ]

    @property
    def spoken(self) -> str:
        """The name of the language the person uses with us."""
        return language_name(self.language)

    @property
    def interpreted(self) -> str:
        """The name of the interpreter's language; empty when none is needed."""
        return language_name(self.interpreter)

    def __str__(self) -> str:
        return f"{self.first_names} {self.last_name}"

    def get_absolute_url(self) -> str:
        return reverse("client", args=[self.pk])

    @property
    def name(self) -> str:
        return f"{self.first_names} {self.last_name}"

    @property
    def list_name(self) -> str:
        return f"{self.last_name}, {self.first_names}"

    @property
    def told_apart(self) -> str:
        """Kaimat erotettuina: the name with the year of birth, wherever somebody is chosen or handed over; never the code."""
        return f"{self.list_name} {self.born_on.year}"

    def age(self, on: date) -> int:
        """Whole years on a day; a person born on 29 February has the birthday on 1 March in a common year."""
        return on.year - self.born_on.year - ((on.month, on.day) < (self.born_on.month, self.born_on.day))
