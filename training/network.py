"""The reader's network in torch: MiniLM over context and message, and small heads for what is to be read.

Two graphs: `Encoder` reads the message and tags names; `Heads` says what each number and name is. Between them stands
`parley.reading.decode`, which makes names of tags.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from parley.reading.encoding import CASES, NUMBER_KINDS, WORD_KINDS
from parley.reading.items import BUCKETS, SETTING
from parley.reading.labels import OWNERS, PARTS, PERIODS, RELATIONS, SCALES, TAGS, TOLD, WANTS
from parley.reading.network import ITEM_HEADS, ITEMWISE, MESSAGE_HEADS, PIECEWISE

WIDTH = 384
WIDE = 64
INNER = 256


class Attention(nn.Module):
    """Self-attention over a set of which some are padding; written out, so that its shapes stay open when exported."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.in_proj_weight = nn.Parameter(torch.empty(3 * width, width))
        self.in_proj_bias = nn.Parameter(torch.zeros(3 * width))
        self.out_proj = nn.Linear(width, width)
        nn.init.xavier_uniform_(self.in_proj_weight)

    def forward(self, x: Tensor, there: Tensor) -> Tensor:
        """`x` `[batch, items, width]`, `there` `[batch, items]` with 0 for padding."""
        batch, items, width = x.shape
        parts = nn.functional.linear(x, self.in_proj_weight, self.in_proj_bias).view(
            batch, items, 3, self.heads, width // self.heads
        )
        query, key, value = (parts[:, :, at].transpose(1, 2) for at in range(3))
        scores = query @ key.transpose(-1, -2) / (width // self.heads) ** 0.5
        scores = scores + (1 - there[:, None, None, :].to(scores.dtype)) * -1e4
        return self.out_proj((scores.softmax(-1) @ value).transpose(1, 2).reshape(batch, items, width))


class Together(nn.Module):
    """One layer over the numbers of a message and the message itself."""

    def __init__(self, width: int, heads: int, inner: int, drop: float) -> None:
        super().__init__()
        self.self_attn = Attention(width, heads)
        self.linear1, self.linear2 = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor, there: Tensor) -> Tensor:
        """As `Attention.forward`."""
        x = self.norm1(x + self.drop(self.self_attn(x, there)))
        return self.norm2(x + self.drop(self.linear2(self.drop(nn.functional.gelu(self.linear1(x))))))


class Encoder(nn.Module):
    """MiniLM with the features of pieces, a tag for each piece, and what is wanted and told in the whole message."""

    def __init__(self, weights: Path) -> None:
        super().__init__()
        from transformers import AutoModel

        self.encoder = AutoModel.from_pretrained(weights, add_pooling_layer=False, attn_implementation="eager")
        self.number_kind = nn.Embedding(NUMBER_KINDS, WIDTH, padding_idx=0)
        self.case = nn.Embedding(CASES, WIDTH, padding_idx=0)
        self.word_kind = nn.Embedding(WORD_KINDS, WIDTH, padding_idx=0)
        for table in (self.number_kind, self.case, self.word_kind):
            nn.init.normal_(table.weight, std=0.02)
        self.tags = nn.Linear(WIDTH, len(TAGS))
        self.whole = nn.Sequential(nn.Linear(2 * WIDTH, INNER), nn.GELU(), nn.Dropout(0.1))
        self.want = nn.Linear(INNER, len(WANTS))
        self.wants = nn.Linear(INNER, len(WANTS))
        self.told = nn.Linear(INNER, len(TOLD))

    def forward(  # noqa: PLR0913, PLR0917
        self, ids: Tensor, kinds: Tensor, number_kind: Tensor, case: Tensor, word_kind: Tensor, mask: Tensor
    ) -> tuple[Tensor, ...]:
        """All `[batch, pieces]`; gives hidden `[batch, pieces, width]`, the message `[batch, 2 width]`, and logits:
        tags
        `[batch, pieces, tags]`, want, wants, told."""
        words = self.encoder.embeddings.word_embeddings(ids)
        features = self.number_kind(number_kind) + self.case(case) + self.word_kind(word_kind)
        hidden = self.encoder(
            inputs_embeds=words + features, attention_mask=mask, token_type_ids=kinds
        ).last_hidden_state
        said = (mask * kinds).unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * said).sum(1) / said.sum(1).clamp(min=1)
        message = torch.cat([hidden[:, 0], mean], -1)
        whole = self.whole(message)
        return hidden, message, self.tags(hidden), self.want(whole), self.wants(whole), self.told(whole)


class Heads(nn.Module):
    """What the numbers and names of a message are, told apart by their pieces, the words around them, and each
    other."""

    def __init__(self) -> None:
        super().__init__()
        self.around = nn.Embedding(BUCKETS, WIDE, padding_idx=0)
        nn.init.normal_(self.around.weight, std=0.02)
        self.item = nn.Sequential(
            nn.Linear(3 * WIDTH + WIDE + NUMBER_KINDS + SETTING, INNER), nn.GELU(), nn.Dropout(0.1)
        )
        self.sort = nn.Embedding(2, INNER)
        self.message = nn.Linear(2 * WIDTH, INNER)
        self.together = nn.ModuleList(Together(INNER, 4, 2 * INNER, 0.1) for _ in range(2))
        self.part = nn.Linear(2 * INNER, len(PARTS) + 1)
        self.whose = nn.Linear(2 * INNER, len(OWNERS))
        self.per = nn.Linear(2 * INNER, len(PERIODS))
        self.scale = nn.Linear(2 * INNER, len(SCALES))
        self.step = nn.Linear(2 * INNER, 2)
        self.relation = nn.Linear(2 * INNER, len(RELATIONS) + 1)
        self.asks, self.answers = nn.Linear(INNER, 64), nn.Linear(INNER, 64)

    def forward(  # noqa: PLR0913, PLR0917
        self, hidden: Tensor, message: Tensor, first: Tensor, last: Tensor, sort: Tensor, kind: Tensor, around: Tensor,
        setting: Tensor, real: Tensor,
    ) -> tuple[Tensor, ...]:  # fmt: skip
        """Items `[batch, items]` (`around` and `setting` one more), `real` 0 for padding; gives part, whose, per,
        scale, step,
        relation `[batch, items, classes]` and teller `[batch, items, 1 + items]`: which name a number is of, 0 for
        none."""
        rows = torch.arange(hidden.shape[0], device=hidden.device).unsqueeze(1)
        begin, finish = hidden[rows, first], hidden[rows, last]
        wide = self.around(around)
        many = (around > 0).sum(-1, keepdim=True).clamp(min=1).to(wide.dtype)
        beside = (wide.sum(2) / many.sqrt()).to(hidden.dtype)
        looks = nn.functional.one_hot(kind, NUMBER_KINDS).to(hidden.dtype)
        parts = [begin, finish, (begin + finish) / 2, beside, looks, setting.to(hidden.dtype)]
        item = self.item(torch.cat(parts, -1)) + self.sort(sort)
        group = torch.cat([self.message(message).unsqueeze(1), item], 1)
        there = torch.cat([torch.ones_like(real[:, :1]), real], 1)
        for layer in self.together:
            group = layer(group, there)
        both = torch.cat([item, group[:, 1:]], -1)
        heads = tuple(head(both) for head in (self.part, self.whose, self.per, self.scale, self.step, self.relation))
        named = torch.cat([torch.ones_like(real[:, :1]), real * sort], 1)
        teller = (
            self.asks(group[:, 1:]) @ self.answers(group).transpose(1, 2) / 8
            + (1 - named[:, None, :].to(group.dtype)) * -1e4
        )
        return (*heads, teller)


class Reader(nn.Module):
    """Both, as they are trained together."""

    def __init__(self, weights: Path) -> None:
        super().__init__()
        self.encoder, self.heads = Encoder(weights), Heads()


def outputs_of(model: Reader, inputs: dict[str, Tensor]) -> dict[str, Tensor]:
    """All heads' logits by name."""
    hidden, message, *whole = model.encoder(*(inputs[name] for name in PIECEWISE))
    items = model.heads(hidden, message, *(inputs[name] for name in ITEMWISE))
    return dict(zip((*MESSAGE_HEADS, *ITEM_HEADS), (*whole, *items), strict=True))
