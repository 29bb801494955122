"""Nivel: the joint where one service hands a person over to the next."""
