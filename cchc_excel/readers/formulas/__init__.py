"""What formulas read: their text taken apart, shared ones moved to their cell, and what is understood of them."""
