"""Rehearsals: the coach plays the recruiter from a fixed bank of lines and checks the answers by rules."""
