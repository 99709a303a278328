"""Guides to passages to hits: which words of the guides answer this person. Never where a number comes from."""
