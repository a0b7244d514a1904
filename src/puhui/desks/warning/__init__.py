"""Early warning after lending, as a bank's people and its borrowers meet it: looks by night, tasks, and the grants."""
