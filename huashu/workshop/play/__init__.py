"""Conversation tests: files that staff write, read and played, and what is told of them."""
