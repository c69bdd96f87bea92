"""Never greets."""

import talk

talk.sleep_forever()
