"""The workshop of those who keep the scripts: how a script sounds, what changed, how a scene flows, talks played.

What plays conversations runs on a stage: a product of its own with demo goods and a clock that is moved by hand.
"""
