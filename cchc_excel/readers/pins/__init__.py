"""What the information sheet lays down for how sheets are read, and which sheets that is about."""
