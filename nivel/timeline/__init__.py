"""Days, periods and values that change by the day. The lowest storey: it imports nothing of Nivel."""
