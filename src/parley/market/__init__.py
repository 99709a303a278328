"""Official pay data: a table of occupation, area and percentiles, and how a person's words find their row in it."""
