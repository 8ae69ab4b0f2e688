"""Messages to the browser: their binary format and their content."""
