"""State, pay band and hits to advice: what to ask for, and why, as figures with their sources (docs/advice.md)."""
