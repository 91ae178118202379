"""How well the audit detects what is wrong: districts as real workbooks with slips of known truth, and the scoring."""
