"""`article completion`: what a shell needs to complete commands, options and formats."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from convert.cli.terminal import say

_SHELLS = ("bash", "zsh", "fish")


@click.command(
    "completion",
    short_help="Print what completes commands and options in a shell.",
    context_settings={"auto_envvar_prefix": "ARTICLE"},
)
@click.argument("shell", type=click.Choice(_SHELLS))
@click.pass_context
def command(ctx: click.Context, *, shell: str) -> None:
    """Print a script that has a shell complete commands, options, formats and files of `article`.

    \b
      article completion bash > ~/.local/share/bash-completion/completions/article
      article completion zsh > ~/.zfunc/_article        (with ~/.zfunc in $fpath)
      article completion fish > ~/.config/fish/completions/article.fish
    """
    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"there is no completion for {shell}")
    say(found(ctx.find_root().command, {}, "article", "_ARTICLE_COMPLETE").source() + "\n")
