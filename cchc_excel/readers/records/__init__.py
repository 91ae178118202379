"""What the two binary workbook formats, .xls and .xlsb, share: records of a number, a length and bytes."""
