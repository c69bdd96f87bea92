"""The due message, with a text where a number belongs."""

import talk

talk.serve(lambda identifier: talk.write(talk.used(identifier).replace(b": 2", b': "2"')))
