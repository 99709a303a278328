"""Trains the reader, with `--taught` on a teacher's answers too: `python -m training.train`.

Two cores, offline once the weights are there, the same result for the same data. Progress goes to the terminal; the
teacher and its answers are kept in the folder, so that a stopped run goes on from them.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from parley.models.weights import weights_folder
from training.augment import varied
from training.batches import batches, collate
from training.network import Reader, outputs_of
from training.rows import IGNORED, Example, Row, examples_of, read_rows
from training.teacher import Soft, answers, collate_soft, weights_of

HERE = Path(__file__).parent
HEADS = 1e-3
WARM = 0.06
SEED = 7
SETS = 2
"""Writings of all the rows that the teacher answers: as they are, and varied. In every second pass the reader learns of
the labels alone, in yet another writing."""
SMOOTH = 0.05
OF_THE_TEACHER = 0.5
"""The share of the loss that is the teacher's answers; the rest is the labels'."""

WEIGHTS = {
    "part": 1.0,
    "whose": 1.5,
    "per": 0.3,
    "scale": 0.4,
    "step": 0.1,
    "relation": 1.0,
    "teller": 0.5,
    "tags": 3.0,
    "want": 0.5,
    "wants": 4.0,
    "told": 5.0,
}


@dataclass(frozen=True, slots=True)
class Course:
    """How a network is trained: the encoder's weights to begin with, passes over the rows, the pace of its highest
    layer, and how many of the lowest stay as they are."""

    weights: Path
    epochs: int
    fastest: float
    frozen: int = 0


@dataclass(frozen=True, slots=True)
class Lesson:
    """One writing of all the rows, with the teacher's answers where it gave any."""

    examples: Sequence[Example]
    softs: Sequence[Soft] | None = None


def held(row: Row) -> bool:
    """Whether a row is kept aside while developing: every ninth of `talk.jsonl`, by its number."""
    if row.id[0] not in "tuvw":
        return False
    digits = int("".join(char for char in row.id if char.isdigit()) or 0)
    return (digits * 7 + sum(map(ord, row.id[:2]))) % 9 == 0


def loss_of(outputs: dict[str, Tensor], targets: dict[str, Tensor], taught: dict[str, Tensor]) -> Tensor:
    """The sum of the heads' losses: by the labels, and by the teacher's answers where there are any."""
    total = torch.zeros(())
    for name, scores in outputs.items():
        logits, target = scores.float(), targets[name]
        if name in ("wants", "told"):
            one = nn.functional.binary_cross_entropy_with_logits(logits, target)
            if name in taught:
                soft = nn.functional.binary_cross_entropy_with_logits(logits, taught[name].sigmoid())
                one = (1 - OF_THE_TEACHER) * one + OF_THE_TEACHER * soft
        else:
            flat, wanted = logits.reshape(-1, logits.shape[-1]), target.reshape(-1)
            known = wanted != IGNORED
            if not known.any():
                continue
            smooth = SMOOTH if name in ("part", "whose", "want", "relation") and name not in taught else 0.0
            one = nn.functional.cross_entropy(flat, wanted, ignore_index=IGNORED, label_smoothing=smooth)
            if name in taught:
                theirs = taught[name].reshape(-1, logits.shape[-1])[known].softmax(-1)
                soft = nn.functional.cross_entropy(flat[known], theirs)
                one = (1 - OF_THE_TEACHER) * one + OF_THE_TEACHER * soft
        total = total + WEIGHTS[name] * one
    return total


def groups_of(model: Reader, fastest: float, frozen: int) -> list[dict]:
    """Parameters with their pace: the encoder's lower layers slower, the lowest `frozen` not at all."""
    model.encoder.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    layers = model.encoder.encoder.encoder.layer
    for layer in layers[:frozen]:
        layer.requires_grad_(False)
    encoder = [
        (name, parameter) for name, parameter in model.encoder.encoder.named_parameters() if parameter.requires_grad
    ]
    known = {id(parameter) for _, parameter in encoder}
    rows = []
    for name, parameter in encoder:
        layer = int(name.split(".")[2]) if name.startswith("encoder.layer.") else -1
        rows.append(
            {
                "params": [parameter],
                "lr": fastest * 0.9 ** (len(layers) - 1 - layer),
                "weight_decay": 0.01 if parameter.dim() > 1 else 0.0,
            }
        )
    rows.append(
        {
            "params": [p for p in model.parameters() if p.requires_grad and id(p) not in known],
            "lr": HEADS,
            "weight_decay": 0.01,
        }
    )
    return rows


def written_anew(rows: Sequence[Row], at: int) -> list[Example]:
    """All rows as windows: as they are for the first writing, varied for the later ones."""
    chance = random.Random(SEED + at)
    return [example for row in rows for example in examples_of(varied(row, rows, chance) if at else row)]


def train(lesson_of: Callable[[int], Lesson], course: Course, out: Path) -> Reader:
    """The trained network; its weights lie in `out`. `lesson_of` gives what is learned in each pass."""
    torch.manual_seed(SEED)
    torch.set_num_threads(2)
    chance = random.Random(SEED)
    model = Reader(course.weights)
    pace = groups_of(model, course.fastest, course.frozen)
    optimizer = torch.optim.AdamW(pace)
    peaks = [group["lr"] for group in pace]
    out.mkdir(parents=True, exist_ok=True)
    mean = Mean()
    total, step = 0, 0
    for epoch in range(course.epochs):
        lesson = lesson_of(epoch)
        groups = list(batches(lesson.examples, chance))
        total = total or len(groups) * course.epochs
        model.train()
        began, summed = time.time(), 0.0
        for at, group in enumerate(groups, 1):
            part = min(step / (WARM * total), max(1 - step / total, 0.0) / (1 - WARM))
            for row, peak in zip(optimizer.param_groups, peaks, strict=True):
                row["lr"] = peak * part
            inputs, targets = collate([lesson.examples[place] for place in group])
            taught = collate_soft([lesson.softs[place] for place in group]) if lesson.softs else {}
            with torch.autocast("cpu", dtype=torch.bfloat16):
                outputs = outputs_of(model, inputs)
            loss = loss_of(outputs, targets, taught)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            summed += float(loss.detach())
            step += 1
            if step >= 0.75 * total and step % 20 == 0:
                mean.add(model)
            if at % 100 == 0 or at == len(groups):
                told = f"epoch {epoch + 1}, {at} of {len(groups)}: loss {summed / at:.3f}, {time.time() - began:.0f} s"
                print(told, flush=True)
    mean.into(model)
    torch.save(model.state_dict(), out / "weights.pt")
    return model


class Mean:
    """The mean of a network's weights over the last quarter of its steps."""

    def __init__(self) -> None:
        self.many = 0
        self.weights: dict[str, Tensor] = {}

    def add(self, model: Reader) -> None:
        """One more look at the weights."""
        self.many += 1
        for name, value in model.state_dict().items():
            if value.dtype.is_floating_point:
                mean = self.weights.setdefault(name, value.clone())
                mean += (value - mean) / self.many

    def into(self, model: Reader) -> None:
        """Gives the network the mean."""
        model.load_state_dict({**model.state_dict(), **self.weights})


def teacher_of(rows: Sequence[Row], out: Path) -> Reader:
    """The teacher, trained, or read from `out` where it is already."""
    weights = weights_of(out)
    if not (out / "weights.pt").is_file():
        train(lambda epoch: Lesson(written_anew(rows, epoch)), Course(weights, 3, 7e-5, frozen=2), out)
    model = Reader(weights)
    model.load_state_dict(torch.load(out / "weights.pt"))
    return model.eval()


def lessons_of(teacher: Reader, rows: Sequence[Row], out: Path) -> list[Lesson]:
    """Each writing of the rows with the teacher's answers, which are kept in `out`."""
    lessons = []
    for at in range(SETS):
        examples = written_anew(rows, at)
        kept = out / f"answers_{at}.pt"
        if not kept.is_file():
            torch.save(answers(teacher, examples), kept)
            print(f"the teacher has answered writing {at + 1} of {SETS}", flush=True)
        softs = torch.load(kept, weights_only=False)
        if [len(soft.tags) for soft in softs] != [len(example.inputs.ids) for example in examples]:
            raise SystemExit(f"{kept} answers other rows than there are now; delete it and run again")
        lessons.append(Lesson(examples, softs))
    return lessons


def main() -> None:
    """From the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=HERE / "data")
    parser.add_argument("--out", type=Path, default=Path("build/reader"))
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--hold", action="store_true", help="keep every ninth row of talk.jsonl aside, to score on it")
    parser.add_argument("--taught", action="store_true", help="train a teacher first, and learn its answers too")
    options = parser.parse_args()
    torch.set_num_threads(2)
    rows = read_rows(sorted(options.data.glob("*.jsonl")))
    kept = [row for row in rows if not (options.hold and held(row))]
    print(f"{len(kept)} of {len(rows)} rows", flush=True)
    lessons = lessons_of(teacher_of(kept, options.out / "teacher"), kept, options.out) if options.taught else []

    def lesson(epoch: int) -> Lesson:
        if lessons and epoch % 2 == 0:
            return lessons[epoch // 2 % SETS]
        return Lesson(written_anew(kept, SETS + epoch if lessons else epoch))

    train(lesson, Course(weights_folder(), options.epochs, 1.2e-4), options.out)


if __name__ == "__main__":
    main()
