"""`simulate`: answers of people who do not exist."""

from argparse import ArgumentParser, Namespace

from scoring.cli.command import Command, Result, executor_of
from scoring.cli.models import add_model, load_model
from scoring.cli.reading import write_text
from scoring.simulation import answers_as_csv, simulate_answers


def add_arguments(parser: ArgumentParser) -> None:
    """The model and how many people."""
    add_model(parser)
    parser.add_argument("--n", type=int, required=True, metavar="N", help="how many people")


def run(args: Namespace) -> Result | str:
    """CSV on standard output, or in --out with a summary."""
    model = load_model(args).model
    found = simulate_answers(model, args.n, args.seed, executor=executor_of(args))
    text = answers_as_csv(found)
    if not args.out:
        return text
    with args.clock.paused():
        write_text(args.out, text)
    return {
        "items": list(found.items),
        "n": args.n,
        "seed": args.seed,
        "origin": {"real": found.origin.real, "simulated": found.origin.simulated},
        "out": args.out,
        "model_hash": model.model_hash,
    }


COMMAND = Command(
    name="simulate",
    summary="Simulated answers of a scoring model, every row marked origin=simulated.",
    method=(
        "Traits are standard normal with the model's correlations; each answer is one uniform draw against the "
        "cumulative curve. Chunks of 10,000 with generators spawned from --seed: the same bytes for any executor."
    ),
    source="Samejima (1969).",
    run=run,
    add_arguments=add_arguments,
    reads_data=False,
    owns_out=True,
)
