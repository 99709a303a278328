"""Files that people have: a letter's bytes and name -> its text, or one line that says why not. Start at `reading.py`.

The only room that opens what strangers made. Parsing is done in a process of its own (`child.py`) that is given the
bytes, little memory and three seconds; nothing is written to a disk, nothing is kept.
"""
