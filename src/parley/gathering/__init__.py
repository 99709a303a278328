"""Guides and tables made from data: an employer's posting, visa filings, a survey's table. Each becomes a file."""
