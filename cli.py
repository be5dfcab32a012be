"""The whole command line: what the pipeline and the evaluation bring to it."""

from .evaluation.benchmark.cli import benchmark
from .evaluation.cli import evaluate
from .evaluation.cli_corpus import corpus
from .evaluation.review.cli import review
from .pipeline.batch.cli import batch
from .pipeline.cli import main
from .pipeline.cli_diff import diff
from .pipeline.cli_rulesets import check, export, screen
from .pipeline.cli_sync import sync
from .pipeline.cli_trials import trials
from .pipeline.service.cli import serve

main.add_command(batch)
main.add_command(check)
main.add_command(diff)
main.add_command(screen)
main.add_command(export)
main.add_command(serve)
main.add_command(sync)
main.add_command(trials)
main.add_command(corpus)
main.add_command(evaluate)
main.add_command(benchmark)
main.add_command(review)

__all__ = ["main"]
