"""Never replies; tells where it hangs."""

import faulthandler
import signal

import talk

faulthandler.register(signal.SIGUSR2)
talk.serve(lambda identifier: talk.sleep_forever())
