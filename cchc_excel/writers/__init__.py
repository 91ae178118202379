"""Results as bytes: the JSON result, the audit workbook, the reports. Judges nothing, touches no disk."""
