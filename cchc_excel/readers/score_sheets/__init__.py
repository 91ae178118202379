"""Tables of criteria: which rows are which, whose scores they hold, matrices and schemes."""
