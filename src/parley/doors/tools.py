"""What a program may ask: seven functions from plain arguments to the contract's ANSWER (docs/contract.md).

The arguments become the messages that a user would type (`data/requests.yaml`) and take the one way that those take;
there is no second way to a figure. Nothing is kept between two calls.
"""
# ruff: noqa: PLR0913, PLR0917 - flat arguments are what programs and models call best

# No postponed annotations here: pydantic reads them where the tools are called.

from base64 import b64decode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, WithJsonSchema

from parley.coach import Reply
from parley.coach.answer import answer
from parley.coach.contract import Answer
from parley.data import load
from parley.doors.filed import file_record
from parley.doors.length import MAX_MESSAGE, of_length
from parley.files.model import LARGEST
from parley.files.reading import read_file, refusal, shown_name

MAX_TURNS = 60
"""Messages of a conversation."""
CONTENT = -(-LARGEST // 3) * 4
"""Letters of the largest file in base64."""

Company = Annotated[str, Field(min_length=1, max_length=120, description="The company, as people write it: W&B")]
Role = Annotated[str, Field(min_length=1, max_length=120, description="The role: DevOps Engineer")]
Place = Annotated[str, Field(max_length=120, description="Where the job is: London. Empty if not known")]
Level = Annotated[
    str, Field(max_length=60, description="The level, if the company has several: L5. Empty if not known")
]
Offer = Annotated[
    str, Field(max_length=500, description="Their offer in words: £130k base, £95k equity over 4 years, 5% bonus")
]
Other = Annotated[str, Field(max_length=500, description="A real rival offer: Google: £140k base. Never invent one")]
WalkAway = Annotated[
    str, Field(max_length=120, description="The least the user would take: £140k base. Never shown to the employer")
]
Message = Annotated[str, AfterValidator(of_length), WithJsonSchema({"type": "string", "maxLength": MAX_MESSAGE})]
Messages = Annotated[
    list[Message], Field(min_length=1, max_length=MAX_TURNS, description="The user's messages, oldest first")
]
Kind = Literal[
    "counter", "competing_offer", "pushback", "buy_time", "deadline_extension", "equity_questions", "accept", "decline"
]
Channel = Literal["email", "call", "text"]
Tone = Literal["warm", "direct", "formal", "brief", "casual"]


@dataclass(frozen=True, slots=True)
class ToldArguments:
    """What the user has told, as a program passes it on; an empty part was not told."""

    company: str
    role: str
    place: str = ""
    level: str = ""
    offer: str = ""
    other_offer: str = ""
    walk_away: str = ""

    def messages(self) -> list[str]:
        """The same as messages of a user.

        >>> ToldArguments("W&B", "DevOps Engineer", "London", offer="£130k base").messages()
        ['The job is DevOps Engineer at W&B in London.', 'They offered £130k base.']
        """
        says = load("requests")
        job = says["job"].format(role=self.role, company=self.company)
        job += "".join(
            says[part].format(**{part: getattr(self, part)}) for part in ("place", "level") if self._has(part)
        )
        return [f"{job}.", *(self._say(part) for part in ("offer", "other_offer", "walk_away") if self._has(part))]

    def _has(self, part: str) -> bool:
        return bool(getattr(self, part).strip())

    def _say(self, part: str) -> str:
        words = getattr(self, part).strip().removesuffix(".")
        return str(load("requests")[part].format(**{part: words}))


class Tools:
    """The tools. `reply` answers the last of a user's messages, as `Coach.reply` does."""

    def __init__(self, reply: Callable[[Sequence[str]], Reply]) -> None:
        self._reply = reply

    def ask(self, messages: Messages) -> Answer:
        """Continue a conversation: pass every message of the user so far, oldest first; answers the last one."""
        return answer(self._reply(messages))

    def counter(
        self, company: Company, role: Role, place: Place = "", level: Level = "", offer: Offer = "",
        other_offer: Other = "", walk_away: WalkAway = "",
    ) -> Answer:  # fmt: skip
        """What to ask for: opening, target and least, with the e-mail to send and where each figure comes from."""
        return self._asking("counter", ToldArguments(company, role, place, level, offer, other_offer, walk_away))

    def pay_band(self, company: Company, role: Role, place: Place = "", level: Level = "") -> Answer:
        """The published pay of a job: base, equity, bonus and total, exactly as the guide states them."""
        return self._asking("pay_band", ToldArguments(company, role, place, level))

    def levers(
        self, company: Company, role: Role, place: Place = "", level: Level = "", offer: Offer = "",
        about: Annotated[str, Field(max_length=200, description="What an argument should be about: on-call")] = "",
    ) -> Answer:  # fmt: skip
        """The arguments that carry weight with this employer, best first, each with the guide's line."""
        says, told = load("requests"), ToldArguments(company, role, place, level, offer)
        question = says["about"].format(about=about.strip()) if about.strip() else says["tools"]["levers"]
        return self.ask([*told.messages(), question])  # a message of its own: the arguments are sought by its words

    def check_offer(
        self, company: Company, role: Role, offer: Annotated[Offer, Field(min_length=1)], place: Place = "",
        level: Level = "",
    ) -> Answer:  # fmt: skip
        """Where an offer lies in the published range: low, fair or strong, and what is left to ask for."""
        return self._asking("check_offer", ToldArguments(company, role, place, level, offer))

    def script(
        self, company: Company, role: Role, place: Place = "", level: Level = "", offer: Offer = "",
        other_offer: Other = "", walk_away: WalkAway = "", kind: Kind = "counter", channel: Channel = "email",
        tone: Tone = "warm",
        they_said: Annotated[str, Field(max_length=500, description="For pushback: what they said")] = "",
    ) -> Answer:  # fmt: skip
        """The words to send, under "scripts"; what only the user knows is left as blanks in square brackets."""
        told = ToldArguments(company, role, place, level, offer, other_offer, walk_away)
        says = load("requests")
        asked = says["scripts"][kind].format(they_said=they_said.strip().removesuffix(".") or "no")
        forms = [says["channels"].get(channel), says["tones"].get(tone)]
        return self.ask([*told.messages(), asked, *(form for form in forms if form)])

    def read_file(
        self, content: Annotated[str, Field(max_length=CONTENT, description="The file's bytes in base64")],
        name: Annotated[str, Field(max_length=255, description="Its name: offer.pdf")] = "",
    ) -> dict[str, Any]:  # fmt: skip
        """The text of an offer as a file (PDF, .docx, .eml, HTML, CSV, text); then pass it to ask, in a message."""
        try:
            data = b64decode(content, validate=True)
        except ValueError:
            raise refusal("not_base64", shown_name(name)) from None
        return file_record(read_file(data, name))

    def _asking(self, tool: str, told: ToldArguments) -> Answer:
        """What was told, the question in its last message: alone it would come upon an answer that has all of it."""
        *earlier, last = told.messages()
        return self.ask([*earlier, f"{last} {load('requests')['tools'][tool]}"])

    def all(self) -> Sequence[Callable[..., Any]]:
        """Every tool, in the order of docs/api.md."""
        return (self.counter, self.pay_band, self.levers, self.script, self.check_offer, self.read_file, self.ask)
