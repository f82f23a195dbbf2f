"""The standard bivariate normal distribution, for whole arrays of limits and correlations at once.

Source: Drezner & Wesolowsky (1990), in the double-precision form of Genz (2004), *Statistics and Computing* 14,
equations 3 and 6. Absolute error below 1e-14.
"""

import numpy as np
from scipy.special import ndtr

from scoring.linalg import FloatArray

STRONG = 0.925  # from here on Genz's expansion about |r| = 1 is used
TWO_PI = 2.0 * np.pi
_NODES: dict[int, tuple[FloatArray, FloatArray]] = {
    count: tuple(np.polynomial.legendre.leggauss(count))  # type: ignore[misc]
    for count in (6, 12, 20)
}


def density(x: FloatArray, y: FloatArray, r: FloatArray) -> FloatArray:
    """Density at (x, y) with correlation r; zero where a limit is infinite."""
    free = 1.0 - r * r
    with np.errstate(invalid="ignore"):
        exponent = -(x * x - 2.0 * r * x * y + y * y) / (2.0 * free)
    return np.where(np.isfinite(x) & np.isfinite(y), np.exp(exponent) / (TWO_PI * np.sqrt(free)), 0.0)


def probability_below(x: FloatArray, y: FloatArray, r: FloatArray) -> FloatArray:
    """P(X <= x, Y <= y) with correlation r. Limits may be infinite, |r| < 1; the arrays broadcast."""
    h, k, rho = np.broadcast_arrays(np.clip(x, -40.0, 40.0), np.clip(y, -40.0, 40.0), r)
    result = np.empty(h.shape)
    size = np.abs(rho)
    bounds = ((0.0, 0.3, 6), (0.3, 0.75, 12), (0.75, STRONG, 20))
    for low, high, count in bounds:
        here = (size >= low) & (size < high)
        if here.any():
            result[here] = _moderate(h[here], k[here], rho[here], count)
    strong = size >= STRONG
    if strong.any():
        result[strong] = _strong(-h[strong], -k[strong], rho[strong])
    return np.clip(result, 0.0, 1.0)


def _moderate(h: FloatArray, k: FloatArray, r: FloatArray, count: int) -> FloatArray:
    nodes, weights = _NODES[count]
    half_angle = np.arcsin(r) / 2.0
    product, squares = h * k, (h * h + k * k) / 2.0
    total = np.zeros_like(h)
    for node, weight in zip(nodes, weights, strict=True):
        sine = np.sin(half_angle * (1.0 + node))
        total += weight * np.exp((sine * product - squares) / (1.0 - sine * sine))
    return total * half_angle / TWO_PI + ndtr(h) * ndtr(k)


def _strong(h: FloatArray, k: FloatArray, r: FloatArray) -> FloatArray:
    """P(X > h, Y > k) for |r| near one: the difference to the degenerate case, integrated."""
    nodes, weights = _NODES[20]
    flip = r < 0
    k = np.where(flip, -k, k)
    hk = h * k
    rest = (1.0 - r) * (1.0 + r)
    a = np.sqrt(rest)
    bs = (h - k) ** 2
    c, d = (4.0 - hk) / 8.0, (12.0 - hk) / 80.0
    exponent = -(bs / rest + hk) / 2.0
    total = np.where(
        exponent > -100.0,
        a * np.exp(np.maximum(exponent, -700.0)) * (1.0 - c * (bs - rest) * (1.0 - d * bs) / 3.0 + c * d * rest**2),
        0.0,
    )
    b = np.sqrt(bs)
    tail = np.exp(np.minimum(-hk / 2.0, 700.0)) * np.sqrt(TWO_PI) * ndtr(-b / a) * b
    total -= np.where(hk > -100.0, tail * (1.0 - c * bs * (1.0 - d * bs) / 3.0), 0.0)
    for node, weight in zip(nodes, weights, strict=True):
        x = (a / 2.0 * (1.0 + node)) ** 2
        exponent = -(bs / x + hk) / 2.0
        root = np.sqrt(1.0 - x)
        series = 1.0 + c * x * (1.0 + 5.0 * d * x)
        exact = np.exp(-(hk / 2.0) * x / (1.0 + root) ** 2) / root
        piece = a / 2.0 * weight * np.exp(np.maximum(exponent, -700.0)) * (exact - series)
        total += np.where(exponent > -100.0, piece, 0.0)
    total = -total / TWO_PI
    return np.where(flip, _negative_limit(h, k) - total, ndtr(-np.maximum(h, k)) + total)


def _negative_limit(h: FloatArray, k: FloatArray) -> FloatArray:
    """P(X > h, -X > k') for k = -k': zero where h >= k."""
    return np.where(h >= k, 0.0, np.where(h < 0.0, ndtr(k) - ndtr(h), ndtr(-h) - ndtr(-k)))
