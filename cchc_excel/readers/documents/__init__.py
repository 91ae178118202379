"""Reads written reports (.docx, .pdf with a text layer, .txt) into lines of text; what cannot be read is a trouble."""
