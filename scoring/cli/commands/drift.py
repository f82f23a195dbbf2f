"""`drift`: EWMA charts of scales over time."""

import math
from argparse import ArgumentParser, Namespace
from typing import Any

import numpy as np

from scoring.cli.command import Command, Result
from scoring.cli.numbers import finite_number
from scoring.cli.reading import load_columns
from scoring.errors import NotANumberError, UsageError
from scoring.linalg import FloatVector
from scoring.norms.drift import DriftPolicy, drift_chart
from scoring.responses.grouping import order_of_labels


def add_arguments(parser: ArgumentParser) -> None:
    """The values, where the chart is centred, and its two constants."""
    parser.add_argument("--scores", required=True, metavar="FILE", help="CSV with time, scale, value, n")
    parser.add_argument(
        "--centre", type=finite_number, metavar="X", help="mean when the scale was accepted (default: learnt)"
    )
    parser.add_argument(
        "--sigma", type=finite_number, metavar="X", help="standard deviation of one person's score then"
    )
    parser.add_argument(
        "--weight", type=finite_number, default=0.2, metavar="L", help="lambda, weight of the newest (default .2)"
    )
    parser.add_argument(
        "--width", type=finite_number, default=3.0, metavar="K", help="limits in standard deviations (default 3)"
    )


def run(args: Namespace) -> Result:
    """One chart for each scale, in order of time."""
    if not 0.0 < args.weight <= 1.0 or not args.width > 0.0:
        raise UsageError(
            "The weight lies in 0 to 1 and the width above 0.",
            place="--weight, --width",
            value=[args.weight, args.width],
            remedy="Leave them out.",
        )
    columns = load_columns(args, path=args.scores, names=["time", "scale", "value", "n"])
    values, sizes = _numbers(columns, "value"), _numbers(columns, "n")
    policy = DriftPolicy(weight=args.weight, width=args.width)
    scales, notes = [], []
    for scale in order_of_labels(columns["scale"]):
        rows = _in_time(columns, scale)
        times = [columns["time"][row] for row in rows]
        chart = drift_chart(values[rows], sizes[rows], centre=args.centre, sigma=args.sigma, place=scale, policy=policy)
        notes += list(chart.notes)
        scales.append(
            {
                "scale": scale,
                "n": len(rows),
                "time": times,
                "value": values[rows],
                "ewma": chart.ewma,
                "lower": chart.lower,
                "upper": chart.upper,
                "alarm": chart.alarm,
                "alarms": [time for time, alarm in zip(times, chart.alarm, strict=True) if alarm],
                "centre": chart.centre,
                "sigma": chart.sigma,
                "judged": chart.judged,
            }
        )
    return {"weight": args.weight, "width": args.width, "scales": scales, "notes": notes}


def _in_time(columns: dict[str, list[str]], scale: str) -> list[int]:
    # ISO times sort as text and whole numbers as numbers; equal times keep the order of the file.
    order = {time: place for place, time in enumerate(order_of_labels(columns["time"]))}
    rows = [row for row, name in enumerate(columns["scale"]) if name == scale]
    return sorted(rows, key=lambda row: order.get(columns["time"][row], -1))


def _numbers(columns: dict[str, list[str]], name: str) -> FloatVector:
    found: list[Any] = []
    for row, text in enumerate(columns[name], start=1):
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            raise NotANumberError(
                "This is no finite number.", place=f"row {row}, column {name}", value=text, remedy="Correct it."
            )
        found.append(number)
    return np.array(found, dtype=np.float64)


COMMAND = Command(
    name="drift",
    summary="EWMA charts of scale scores over time, with limits and alarms.",
    method=(
        "Exponentially weighted moving average, lambda .2, limits 3 sigma with the exact variance of the path. Judged "
        "from the 20th value on; when centre and sigma are learnt from the first 20, from the 21st."
    ),
    source="Roberts (1959); Lucas & Saccucci (1990); Montgomery (2009), section 9.2.",
    run=run,
    add_arguments=add_arguments,
    reads_data=False,
)
