"""Parts of the page that we wrote ourselves: one Python wrapper each of a module in static/components/."""
