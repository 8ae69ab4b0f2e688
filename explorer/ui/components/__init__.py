"""Python wrappers of the components in static/components/, one module each."""
