"""Rules about plans: checks, which find problems, and questions, which a committee would ask."""
