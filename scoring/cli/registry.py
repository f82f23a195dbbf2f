"""Every command by name, and the module that holds it. Modules are imported only when their command is used."""

COMMANDS: dict[str, str] = {
    "describe": "scoring.cli.commands.describe",
    "alpha": "scoring.cli.commands.alpha",
    "icc": "scoring.cli.commands.icc",
    "agreement": "scoring.cli.commands.agreement",
    "polychoric": "scoring.cli.commands.polychoric",
    "validate": "scoring.cli.commands.validate",
    "adverse-impact": "scoring.cli.commands.adverse_impact",
    "parallel": "scoring.cli.commands.parallel",
    "efa": "scoring.cli.commands.efa",
    "dif": "scoring.cli.commands.dif",
    "norms": "scoring.cli.commands.norms",
    "drift": "scoring.cli.commands.drift",
    "surface": "scoring.cli.commands.surface",
    "calibrate": "scoring.cli.commands.calibrate",
    "score": "scoring.cli.commands.score",
    "ratings": "scoring.cli.commands.ratings",
    "omega": "scoring.cli.commands.omega",
}
