"""Parley: a conversational coach for negotiating job offers, grounded in Markdown guides."""

__version__ = "0.2.0"
