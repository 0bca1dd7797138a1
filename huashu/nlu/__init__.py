"""How well the bot understands: labelled files, what the model makes of them, figures and pages about it."""
