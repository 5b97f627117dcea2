"""The reader: a small trained network that reads question and sentences together."""
