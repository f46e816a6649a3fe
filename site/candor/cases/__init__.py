"""The champion's case: made from a result, read by the boss, answered without an account."""
