"""What a visitor can do on the explorer's page: one module a feature."""
