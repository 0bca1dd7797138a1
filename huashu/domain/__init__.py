"""Pure rules of the pre-sales practice. Standard library only; runs in both environments."""
