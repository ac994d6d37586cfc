"""The archives of weights that the natasha distribution carries: word vectors and three small networks.

Word vectors stay quantised as they are stored: a vector is 100 indexes into a codebook of 256 centroids each. A network
is a tar of `model.json` (its layers, each array by number), `arrays/N.bin` (raw float32) and gzipped vocabularies.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from svodka.model import ModelsMissing

Floats = NDArray[np.float32]
_VECTORS = "emb/navec_news_v1_1B_250K_300d_100q.tar"
_NETWORK = "model/slovnet_{}_news_v1.tar"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordVectors:
    """A vocabulary and its quantised vectors."""

    ids: dict[str, int]
    unknown: int
    indexes: NDArray[np.uint8]  # words x parts
    codes: Floats  # parts x centroids x values

    def take(self, ids: NDArray[np.intp]) -> Floats:
        """The vectors of some words, unpacked: ids x 300."""
        parts = np.arange(self.codes.shape[0])
        return self.codes[parts, self.indexes[ids]].reshape(len(ids), -1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Convolution:
    """A convolution over three neighbours, its ReLU and its normalisation as `scale` and `shift`."""

    kernel: Floats  # 3 x inputs x outputs: the weight of the left neighbour, the word itself, the right neighbour
    bias: Floats
    scale: Floats
    shift: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """One network as stored: `head` keeps the archive's own nesting, every array in place of its number."""

    shapes: Floats  # the vectors of the shape classes
    shape_ids: dict[str, int]
    layers: tuple[Convolution, ...]
    head: dict[str, Any]
    labels: tuple[str, ...]


def data_folder() -> Path:
    """Where the natasha distribution keeps its weights; raises `ModelsMissing` when it is not installed."""
    spec = importlib.util.find_spec("natasha")
    places = spec.submodule_search_locations if spec else None
    folder = Path(next(iter(places))) / "data" if places else None
    if folder is None or not (folder / _VECTORS).is_file():
        raise ModelsMissing("the language models are missing: install the package 'natasha'")
    return folder


def read_vectors(folder: Path) -> WordVectors:
    """The word vectors (26 MB, kept quantised)."""
    with tarfile.open(folder / _VECTORS) as archive:
        packed, raw = gzip.decompress(_member(archive, "vocab.bin")), _member(archive, "pq.bin")
    count = int(np.frombuffer(packed, np.uint32, 1)[0])
    words = packed[4 + 4 * count :].decode("utf-8").splitlines()
    size, parts, centroids = (int(n) for n in np.frombuffer(raw, np.uint32, 4)[[0, 2, 3]])
    indexes = np.frombuffer(raw, np.uint8, size * parts, offset=16).reshape(size, parts)
    codes = np.frombuffer(raw, np.float32, offset=16 + size * parts).reshape(parts, centroids, -1)
    ids = {word: i for i, word in enumerate(words)}
    return WordVectors(ids=ids, unknown=ids["<unk>"], indexes=indexes, codes=codes)


def read_network(folder: Path, name: str, labels: str) -> Network:
    """A network ('morph', 'syntax' or 'ner'); `labels` names the vocabulary of what it gives ('tag' or 'rel')."""
    with tarfile.open(folder / _NETWORK.format(name)) as archive:
        plan = _with_arrays(json.loads(_member(archive, "model.json")), archive)
        return Network(
            shapes=plan["emb"]["shape"]["weight"],
            shape_ids={shape: i for i, shape in enumerate(_vocabulary(archive, "shape"))},
            layers=tuple(_convolution(layer) for layer in plan["encoder"]["layers"]),
            head={key: part for key, part in plan.items() if key not in ("emb", "encoder")},
            labels=tuple(_vocabulary(archive, labels)),
        )


def _member(archive: tarfile.TarFile, name: str) -> bytes:
    file = archive.extractfile(name)
    if file is None:
        raise ModelsMissing(f"the language models are damaged: no {name} in {archive.name!r}; reinstall 'natasha'")
    return file.read()


def _vocabulary(archive: tarfile.TarFile, name: str) -> list[str]:
    return gzip.decompress(_member(archive, f"vocabs/{name}.gz")).decode("utf-8").splitlines()


def _with_arrays(plan: Any, archive: tarfile.TarFile) -> Any:
    if not isinstance(plan, dict):
        return [_with_arrays(part, archive) for part in plan] if isinstance(plan, list) else plan
    if "array" in plan:
        raw = _member(archive, f"arrays/{plan['array']}.bin")
        return np.frombuffer(raw, plan["dtype"]).reshape(plan["shape"])
    return {key: _with_arrays(part, archive) for key, part in plan.items()}


def _convolution(layer: dict[str, Any]) -> Convolution:
    norm = layer["norm"]
    scale = norm["weight"] / norm["std"]
    return Convolution(
        kernel=np.ascontiguousarray(layer["conv"]["weight"].transpose(2, 1, 0)), bias=layer["conv"]["bias"],
        scale=scale, shift=norm["bias"] - norm["mean"] * scale,
    )  # fmt: skip
