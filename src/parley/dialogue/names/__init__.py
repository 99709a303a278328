"""Companies, roles and places in a message, with slips of the finger and names that nobody knows."""
