"""Money in a message: amounts, what each is of and for how long, grants, and the offers they make up."""
