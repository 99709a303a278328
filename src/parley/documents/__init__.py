"""A pasted document: whether a message holds one, which lines are the person's own, and what each line claims."""
