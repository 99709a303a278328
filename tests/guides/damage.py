"""Ways to damage a guide: what editors, disks, merges and malice do to files."""

import random

MONSTERS = (
    b"[" * 5000, b">" * 5000, b"*" * 20000, b"- " * 3000, b"|" * 10000, b"((" * 4000, b'"' * 9000, b"$1" * 9000,
    b"`" * 9000, b"_" * 20000, b"[" * 20000 + b"]" * 20000, b"<" * 9000, b"1 " * 9000, b"1," * 9000, b"$120K - " * 3000,
    b"**a " * 5000, b"> " * 2000 + b"x",
)  # fmt: skip
HEADS = (b"[" * 100000, b"- " * 20000, b"{a: " * 20000, b"? " * 20000, b"!!python/object:os.system x", b"a: *b", b"12")


def cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data))]


def flip_bytes(data: bytes, dice: random.Random) -> bytes:
    flipped = bytearray(data)
    for _ in range(dice.randrange(1, 40)):
        flipped[dice.randrange(len(flipped))] = dice.randrange(256)
    return bytes(flipped)


def swap_cells(data: bytes, dice: random.Random) -> bytes:
    lines = data.split(b"\n")
    rows = [at for at, line in enumerate(lines) if line.startswith(b"|")]
    if len(rows) > 3:
        one, other = dice.sample(rows, 2)
        first, second = lines[one].split(b"|"), lines[other].split(b"|")
        here, there = dice.randrange(len(first)), dice.randrange(len(second))
        first[here], second[there] = second[there], first[here]
        lines[one], lines[other] = b"|".join(first), b"|".join(second)
    return b"\n".join(lines)


def break_yaml(data: bytes, dice: random.Random) -> bytes:
    lines = data.split(b"\n")
    lines[dice.randrange(1, min(30, len(lines)))] += dice.choice([b": [", b" {", b"\t: - x", b"'", b'"', b" : :"])
    return b"\n".join(lines)


def long_lines(data: bytes, dice: random.Random) -> bytes:
    lines = data.split(b"\n")
    at = dice.randrange(len(lines))
    lines[at] *= dice.choice([100, 1000, 100000])
    return b"\n".join(lines)[:10_000_000]


def exploding_aliases(data: bytes, _: random.Random) -> bytes:
    steps = (b"%c: &%c [%s]" % (98 + at, 98 + at, b",".join([b"*%c" % (97 + at)] * 9)) for at in range(9))
    return b'---\na: &a ["x","x"]\n' + b"\n".join(steps) + b"\n" + data[4:]


def shuffle_lines(data: bytes, dice: random.Random) -> bytes:
    lines = data.split(b"\n")
    dice.shuffle(lines)
    return b"\n".join(lines)


def other_line_ends(data: bytes, dice: random.Random) -> bytes:
    return data.replace(b"\n", dice.choice([b"\r\n", b"\r", b"\n\n"]))


def other_signs(data: bytes, dice: random.Random) -> bytes:
    return data.replace(
        dice.choice([b"$", b"-", b"|", b"*"]), dice.choice([b"", b"$$", b"\xe2\x82\xac", b"&", b"\xe2\x80\x94"])
    )


def a_monster(data: bytes, dice: random.Random) -> bytes:
    lines = data.split(b"\n")
    lines[dice.randrange(len(lines))] = dice.choice(MONSTERS)
    return b"\n".join(lines)


def a_monstrous_head(data: bytes, dice: random.Random) -> bytes:
    return b"---\n" + dice.choice(HEADS) + b"\n---\n" + data


WAYS = (cut, flip_bytes, swap_cells, break_yaml, long_lines, exploding_aliases, shuffle_lines, other_line_ends,
        other_signs, a_monster, a_monstrous_head)  # fmt: skip
