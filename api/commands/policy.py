"""``volante policy``: the weights, default, suggested by a preset and applied, side by side."""

from __future__ import annotations

import typer

from api.commands.common import Json, Policy, Preset, print_json


def policy(
    own: Policy = None,
    preset: Preset = None,
    as_json: Json = False,
) -> None:
    """Show the weights: default, suggested by a preset, applied. Example: volante policy --preset close_to_home."""
    from matcher.criteria import CRITERIA
    from matcher.policy import MILLION, load_policy
    from matcher.presets import applied, suggested
    from matcher.presets import preset as find

    names = [criterion.name for criterion in CRITERIA]
    default = load_policy(names)
    office = load_policy(names, own) if own else None
    chosen = find(preset) if preset else None
    told = suggested(office or default, chosen) if chosen else None
    used = applied(office, chosen) if chosen else office or default
    columns = {"default": default, "suggested": told, "applied": used}
    if as_json:
        weights = {
            name: None if each is None else {key: value / MILLION for key, value in each.weights.items()}
            for name, each in columns.items()
        }
        print_json({"preset": preset, "policy": used.digest, "weights": weights})
        return
    typer.echo(f"{'criterio':34}{'predefinito':>12}{'suggerito':>12}{'applicato':>12}")
    for criterion in CRITERIA:
        figures = (None if each is None else each.weights[criterion.name] / MILLION for each in columns.values())
        cells = ("–" if figure is None else f"{figure:.4f}".rstrip("0").replace(".", ",") for figure in figures)
        typer.echo(f"{criterion.it:34}" + "".join(f"{cell:>12}" for cell in cells))
    if chosen:
        typer.echo(f"«{chosen.it}»: {chosen.why}")
        if office:
            typer.echo("i pesi dell'ufficio restano: quelli suggeriti valgono solo se l'ufficio li scrive nel suo file")
