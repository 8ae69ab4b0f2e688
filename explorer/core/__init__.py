"""The mathematics of one layer, and how its numbers are written and painted: arrays in, arrays out.

`static/core/` is its twin in JavaScript, module by module; tests/parity/ holds the two together.
"""
