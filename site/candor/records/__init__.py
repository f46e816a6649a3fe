"""What Candor keeps: evaluations, results, leads and the people who read them."""
