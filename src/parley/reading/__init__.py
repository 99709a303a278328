"""What a message says: candidates by rule, their meaning by a trained reader. Knows no guide and no talk's state."""
