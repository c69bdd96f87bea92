"""Does what it should."""

import talk

talk.serve(lambda identifier: talk.write(talk.used(identifier)))
