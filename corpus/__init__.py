"""Documents in, records out; knows no model."""
