"""The season: data/*.yaml loaded, validated and looked up."""

from xxzz.season.loader import data_folder, load_season, load_tables, seasons
from xxzz.season.tables import Season
from xxzz.strictyaml.problems import SeasonError, TableProblem

__all__ = [
    "Season",
    "SeasonError",
    "TableProblem",
    "data_folder",
    "load_season",
    "load_tables",
    "seasons",
]
