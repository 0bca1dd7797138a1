"""The workshop of the operations staff: plays conversations, tells why an answer was given, counts what was used.

Everything runs on a stage: a product of its own with demo goods and a clock that is moved by hand.
"""
