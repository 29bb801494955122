"""Toimintamallit: the operating models as data. A municipality or a model differs by a file, never by code.

`programme("joutsa-2020").parameter("final_assessment_days")` gives a local rule's value; every value names its source.
"""

from nivel.programmes.faults import CatalogueFault, UnknownParameter, UnknownProgramme, UnknownValue
from nivel.programmes.model import Goal, Indicator, Parameter, Programme, Words
from nivel.programmes.reader import all_programmes, programme

__all__ = [
    "CatalogueFault",
    "Goal",
    "Indicator",
    "Parameter",
    "Programme",
    "UnknownParameter",
    "UnknownProgramme",
    "UnknownValue",
    "Words",
    "all_programmes",
    "programme",
]
