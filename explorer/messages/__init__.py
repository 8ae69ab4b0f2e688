"""What the browser is told: the format of the messages, and what is in them."""
