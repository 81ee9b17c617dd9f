"""An origin as a document: the ladder, its pools and the models beside it, in few digits."""

from collections.abc import Mapping
from typing import Any

from foedus.history.horizon.pool import Pool
from foedus.history.origins import depth, game, honor, lapse
from foedus.history.origins.origin import Origin
from foedus.history.origins.packed import KEPT, pack, pack_pool, read

_PARTS = ("depth", "honor", "lapse", "game")


def encode(origin: Origin, pools: Mapping[str, Pool]) -> dict[str, Any]:
    """Its plain values. pools: of its ladder."""
    ladder = origin.ladder
    parts = {
        "depth": depth.pack(origin.depth), "honor": honor.pack(origin.honor),
        "lapse": lapse.pack(origin.lapse), "game": game.pack(origin.game),
    }  # fmt: skip
    models = {name: getattr(origin, name) for name in _PARTS}
    hashes = {name: sha for each in models.values() if each for name, sha in each.hashes.items()}
    sets = {name: sorted(each.hashes) for name, each in models.items() if each}
    return {
        **{name: getattr(ladder, name) for name in KEPT},
        "data": dict(sorted(hashes.items())), "sets": sets,
        "rivalry": ladder.rivalry,
        "rungs": {name: pack(rung) for name, rung in ladder.rungs.items()},
        "pools": {event: pack_pool(pool) for event, pool in pools.items()},
        **parts,
    }  # fmt: skip


def decode(document: dict[str, Any]) -> Origin:
    """The origin again. Raises KeyError, TypeError or ValueError where the values are none."""

    def about(part: str) -> dict[str, Any]:
        hashes = {name: document["data"][name] for name in document["sets"].get(part, ())}
        return {name: document[name] for name in ("version", "command")} | {"hashes": hashes}

    return Origin(
        last=document["last"],
        ladder=read(document),
        depth=depth.unpack(document["depth"], about("depth")),
        honor=honor.unpack(document["honor"], about("honor")),
        lapse=lapse.unpack(document["lapse"], about("lapse")),
        game=game.unpack(document["game"], about("game")),
    )
