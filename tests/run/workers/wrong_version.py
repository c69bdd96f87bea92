"""Speaks the protocol of another time, with a field that ours lacks."""

import json

import talk

body = {"protocol": 999, "python": "3", "pid": 1, "numpy": "2", "colour": "blue"}
talk.write(json.dumps({"id": 0, "type": "Hello", "body": body}).encode() + b"\n")
talk.sleep_forever()
