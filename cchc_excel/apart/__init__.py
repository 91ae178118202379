"""Processes of our own that may be ended: what they are asked, how long they may take, who keeps them."""
