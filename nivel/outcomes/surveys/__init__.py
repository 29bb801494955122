"""Kyselyt: questionnaires as data, who was asked, what was answered, and results in which nobody can be seen."""
