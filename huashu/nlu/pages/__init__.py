"""A measurement as one HTML file with pictures; nothing is loaded from elsewhere."""
