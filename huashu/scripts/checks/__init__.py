"""What can be wrong with the scripts: one check a file, found by :mod:`huashu.scripts.checking`.

A check that needs only a file's text is a function that a reader calls. One that needs what was read names the function
in its ``CHECK``. Either way the code and the words its owner is told are in one place, and docs/problems/<code>.md
explains it with a bad and a good example, which are its tests.
"""
