"""The ground: a message as words, turns of phrase, slips, and whether a word is ordinary English."""
