"""The field's own things: scheme, sheets, decision, findings. Knows no files, no Excel, no rules."""
