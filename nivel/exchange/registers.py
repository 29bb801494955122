"""The registers whose lists are read (luettavat rekisterit)."""

from django.utils.translation import gettext_lazy as _

from nivel.exchange.faults import refuse
from nivel.exchange.kela.judging import REGISTER as KELA
from nivel.exchange.register import Register
from nivel.exchange.social_register.clients import REGISTER as SOCIAL
from nivel.exchange.te_register.jobseekers import REGISTER as LABOUR
from nivel.exchange.typpi.clients import REGISTER as JOINT

REGISTERS: dict[str, Register] = {register.source: register for register in (KELA, LABOUR, SOCIAL, JOINT)}


def registers_for(source: str | None) -> list[Register]:
    """The register named, or all of them when the list is to be recognised."""
    if not source:
        return list(REGISTERS.values())
    if source not in REGISTERS:
        raise refuse(_("The source is not known. Known sources: %(sources)s."), sources=", ".join(REGISTERS))
    return [REGISTERS[source]]
