"""Who rated whom in which block: the sums that the rating model needs, and whether raters can be compared."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scoring.errors import DuplicateNameError, NoDataError, NotANumberError, TooFewPersonsError, ZeroVarianceError
from scoring.linalg import FloatMatrix, FloatVector, IntArray


@dataclass(frozen=True, kw_only=True)
class Ratings:
    """Ratings in long form: one entry for each mark. person, rater, block are numbers into the names."""

    rating: FloatVector
    person: IntArray
    rater: IntArray
    block: IntArray
    persons: tuple[str, ...]
    raters: tuple[str, ...]
    blocks: tuple[str, ...]

    @property
    def n(self) -> int:
        """How many ratings."""
        return self.rating.size


@dataclass(frozen=True, kw_only=True)
class RatingSums:
    """Sums over the ratings; with them the likelihood costs nothing per person.

    A cell is a person in a block. Columns are blocks, raters, and last the ratings themselves.

    size : (s,) different numbers of ratings in a cell. total : Z'Z of the columns Z.
    by_size : (s, q, q) sums over cells of that size of the outer product of a cell's column sums.
    cells : (s,) number of cells. person_sums : (s, persons, q) column sums of a person's cells of that size.
    person_cells : (persons, s) how many cells of each size. pattern : (persons,) number of the person's row in
    `patterns` (p, s), the different rows of person_cells. by_pattern : (p, s, s, q, q) sums over the persons of a
    pattern of the outer products of their column sums.
    """

    n: int
    n_blocks: int
    n_raters: int
    size: FloatVector
    total: FloatMatrix
    by_size: FloatMatrix
    cells: FloatVector
    person_sums: FloatMatrix
    person_cells: FloatMatrix
    pattern: IntArray
    patterns: FloatMatrix
    pattern_counts: FloatVector
    by_pattern: FloatMatrix


def ratings_from(persons: Sequence[str], raters: Sequence[str], blocks: Sequence[str], rating: FloatVector) -> Ratings:
    """Ratings from columns of labels; rows with NaN are left out.

    Raises
    ------
    NotANumberError : a rating is infinite. NoDataError : no rating, or a label is empty.
    DuplicateNameError : a rater rated a person twice in a block.
    TooFewPersonsError : fewer than two persons. ZeroVarianceError : all ratings are equal.
    """
    keep = ~np.isnan(rating)
    _require_labels(keep, persons=persons, raters=raters, blocks=blocks)
    names, numbers = zip(
        *(np.unique(np.asarray(column, dtype=str)[keep], return_inverse=True) for column in (persons, raters, blocks)),
        strict=True,
    )
    found = Ratings(
        rating=rating[keep],
        person=numbers[0].astype(np.int64),
        rater=numbers[1].astype(np.int64),
        block=numbers[2].astype(np.int64),
        persons=tuple(str(name) for name in names[0]),
        raters=tuple(str(name) for name in names[1]),
        blocks=tuple(str(name) for name in names[2]),
    )
    _require_usable(found)
    return found


def rating_sums(ratings: Ratings) -> RatingSums:
    """The sums of these ratings."""
    n_blocks, n_raters, n_persons = len(ratings.blocks), len(ratings.raters), len(ratings.persons)
    Z = design_columns(ratings)
    cell_of, first, m = _cells(ratings)
    sums = np.zeros((m.size, Z.shape[1]))
    np.add.at(sums, cell_of, Z)
    size, size_of = np.unique(m, return_inverse=True)
    by_size = np.array([sums[size_of == s].T @ sums[size_of == s] for s in range(size.size)])
    person_sums = np.zeros((size.size, n_persons, Z.shape[1]))
    np.add.at(person_sums, (size_of, ratings.person[first]), sums)
    person_cells = np.zeros((n_persons, size.size))
    np.add.at(person_cells, (ratings.person[first], size_of), 1.0)
    patterns, pattern = np.unique(person_cells, axis=0, return_inverse=True)
    return RatingSums(
        n=ratings.n,
        n_blocks=n_blocks,
        n_raters=n_raters,
        size=size.astype(np.float64),
        total=Z.T @ Z,
        by_size=by_size,
        cells=np.bincount(size_of).astype(np.float64),
        person_sums=person_sums,
        person_cells=person_cells,
        pattern=pattern.ravel().astype(np.int64),
        patterns=patterns,
        pattern_counts=np.bincount(pattern.ravel()).astype(np.float64),
        by_pattern=_by_pattern(person_sums, pattern.ravel(), patterns.shape[0]),
    )


def design_columns(ratings: Ratings) -> FloatMatrix:
    """(n, q) indicator columns of blocks and raters, and the ratings."""
    rows = np.arange(ratings.n)
    Z = np.zeros((ratings.n, len(ratings.blocks) + len(ratings.raters) + 1))
    Z[rows, ratings.block] = 1.0
    Z[rows, len(ratings.blocks) + ratings.rater] = 1.0
    Z[:, -1] = ratings.rating
    return Z


def raters_are_connected(ratings: Ratings) -> bool:
    """Whether every rater can be compared with every other through shared persons, blocks taken into account.

    Persons and blocks are swept out; what is left must tell all raters apart. False also when each block has raters
    of its own, for then a hard block and a severe rater are one. Source: Weeks & Williams (1964).
    """
    n_raters = len(ratings.raters)
    if n_raters == 1:
        return True
    columns = design_columns(ratings)[:, :-1]
    n_person = np.bincount(ratings.person).astype(np.float64)
    by_person = np.zeros((n_person.size, columns.shape[1]))
    np.add.at(by_person, ratings.person, columns)
    swept = columns.T @ columns - by_person.T @ (by_person / n_person[:, None])
    b = len(ratings.blocks)
    left = swept[b:, b:] - swept[b:, :b] @ np.linalg.pinv(swept[:b, :b], rcond=1e-10) @ swept[:b, b:]
    eigenvalues = np.linalg.eigvalsh(left)
    return bool((eigenvalues > 1e-8 * max(float(eigenvalues[-1]), 1.0)).sum() == n_raters - 1)


def _cells(ratings: Ratings) -> tuple[IntArray, IntArray, IntArray]:
    """Number of each rating's cell, first rating of each cell, ratings in each cell."""
    key = ratings.person * len(ratings.blocks) + ratings.block
    _, first, cell_of, m = np.unique(key, return_index=True, return_inverse=True, return_counts=True)
    return cell_of, first, m


def _by_pattern(person_sums: FloatMatrix, pattern: IntArray, n_patterns: int) -> FloatMatrix:
    size, _, q = person_sums.shape
    found = np.empty((n_patterns, size, size, q, q))
    for p in range(n_patterns):
        t = person_sums[:, pattern == p]
        found[p] = np.einsum("ain,bim->abnm", t, t, optimize=True)
    return found


def _require_labels(keep: np.ndarray, **columns: Sequence[str]) -> None:
    if not keep.any():
        raise NoDataError("There is no rating.", place="rating", remedy="Check the column.")
    for name, labels in columns.items():
        empty = [row for row, label in enumerate(labels, start=1) if label == "" and keep[row - 1]]
        if empty:
            raise NoDataError(
                f"A rating has no {name.removesuffix('s')}.",
                place=f"row {empty[0]}",
                remedy="Fill it in, or leave the rating out.",
            )


def _require_usable(ratings: Ratings) -> None:
    if np.isinf(ratings.rating).any():
        raise NotANumberError("A rating is infinite.", place="rating", remedy="Correct it.")
    triples = (ratings.person * len(ratings.raters) + ratings.rater) * len(ratings.blocks) + ratings.block
    values, counts = np.unique(triples, return_counts=True)
    if counts.max() > 1:
        at = int(np.flatnonzero(triples == values[np.argmax(counts)])[0])
        who = (
            ratings.persons[ratings.person[at]],
            ratings.raters[ratings.rater[at]],
            ratings.blocks[ratings.block[at]],
        )
        raise DuplicateNameError(
            "A rater rated the same person twice in a block.",
            place="person {}, rater {}, block {}".format(*who),
            value=int(counts.max()),
            remedy="Keep the first rating; revisions are kept apart.",
        )
    if len(ratings.persons) < 2:
        raise TooFewPersonsError(
            "Ratings of one person tell nothing about differences.",
            place="person",
            value=1,
            remedy="Pool the campaign's persons.",
        )
    if np.ptp(ratings.rating) == 0:
        raise ZeroVarianceError(
            "All ratings are equal.", place="rating", value=float(ratings.rating[0]), remedy="Check the scorecards."
        )
