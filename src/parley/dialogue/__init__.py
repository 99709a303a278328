"""Messages to a dialogue state to an action: what the person means, over several turns."""
