"""Odotusajat: how long people wait, and whether they wait alike whatever their sex, age and home municipality (VPA-02)."""
