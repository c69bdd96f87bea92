"""Greets and never reads a request."""

import talk

talk.greet()
talk.sleep_forever()
