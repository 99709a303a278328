"""Advice to a script: Jinja2 templates, one file a kind, and the send lint that every script passes."""
