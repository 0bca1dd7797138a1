"""What runs inside the bot process: the only package that imports rasa."""
