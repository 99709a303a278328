"""Every number of pay that is read lands in the state or in what is left out, in every talk of this folder."""

from itertools import groupby

import pytest
from tests.talks import talks

from parley.dialogue.model import DialogueState
from parley.dialogue.reading import hear
from parley.dialogue.state import update
from parley.guides.library import Library
from parley.reading.writing import written

FILES = {
    f"{room}-{file}": list(found)
    for (room, file), found in groupby(talks("coach", "dialogue"), key=lambda talk: (talk.room, talk.file))
}


@pytest.mark.parametrize("file", FILES)
def test_no_number_is_lost(file: str, seeds: Library) -> None:
    for talk in FILES[file]:
        state = DialogueState()
        for message in talk.said:
            reading = hear(written(message).text, state, seeds)
            placed = [part.stated.text for part in reading.parts] + [one.said for one in reading.left_out]
            lost = [number.said for number in reading.understood.numbers if number.said not in placed]
            assert lost == [] or reading.withdrawn, (message, lost)
            state = update(state, message, seeds)
