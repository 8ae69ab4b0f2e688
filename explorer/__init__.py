"""See what a convolution and its rectifier do to a picture."""
