"""Models of the bot: what they are made of, training, which one is current, and the process that keeps it so."""
