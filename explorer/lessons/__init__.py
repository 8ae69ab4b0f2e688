"""What the lessons show: one module a topic, pure computation."""
