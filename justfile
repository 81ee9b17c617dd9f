# What a developer runs; CI runs the same. `just` comes with `pip install -e '.[dev]'`.

# The tests; data tests read FOEDUS_MIRROR.
test *arguments:
    python -m pytest -q {{arguments}}

# Style and formatting.
lint:
    ruff check .
    ruff format --check .

types:
    mypy

# Time, memory and growth; results are kept in benchmarks/.
bench:
    for file in benchmarks/*.py; do python "$file"; done

# Estimate what the package ships again, from the public data.
fit:
    foedus fit ladder --out src/foedus/history/posteriors/ladder.json
    foedus score ladder --rolling --record src/foedus/history/posteriors/ladder.json
    foedus fit pledge --out src/foedus/history/posteriors/pledge.json

# The page of commands, from their own help, and the picture of the readme.
docs:
    python docs/commands.py
    python docs/img/make.py
