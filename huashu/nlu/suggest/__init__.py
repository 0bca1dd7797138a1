"""From transcripts to training lines: which messages to ask about, asking, and writing down what was answered."""
