"""The script workshop's tools: what maintainers run."""
