"""The rules over HTTP: `trialrules serve`.

One process speaks HTTP and reads no text: whatever costs time by the size of a request is done by worker processes, one
request at a time each, so that one which takes too long can be ended without harm to the others.
"""
