"""What a visitor looks at: `session` holds it, `address` reads and writes it."""
