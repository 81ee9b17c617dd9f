# What a developer runs; CI runs the same. `just` comes with `pip install -e '.[dev]'`.

# The tests; data tests read FOEDUS_MIRROR.
test *arguments:
    python -m pytest -q -n auto {{arguments}}

# Style and formatting.
lint:
    ruff check .
    ruff format --check .

types:
    mypy

# Time, memory and growth; results are kept in benchmarks/.
bench:
    for file in benchmarks/*.py; do python "$file"; done

# Inputs made wrong, by seed: tracebacks, hangs, answers that are no numbers.
fuzz *arguments:
    python -m scripts.fuzz {{arguments}}

# Which numbers of shipped answers moved; --renew takes them as they are. CONTRIBUTING.md says when.
snapshot *arguments:
    python -m scripts.snapshot {{arguments}}

# Estimate what the package ships again, from the public data. Depth first: the others measure by it.
posteriors := "src/foedus/history/posteriors"
fit:
    foedus fit depth --out {{posteriors}}/depth.json
    foedus score depth --record {{posteriors}}/depth.json
    python scripts/depths.py
    foedus fit ladder --out {{posteriors}}/ladder.json
    foedus score ladder --rolling --record {{posteriors}}/ladder.json
    foedus fit horizon --out {{posteriors}}/horizon.json
    foedus fit origins --out {{posteriors}}/origins
    foedus fit trees --out {{posteriors}}/trees
    foedus fit reference --out {{posteriors}}/reference.json
    foedus fit rates --out {{posteriors}}/rates.json
    foedus fit pledge --out {{posteriors}}/pledge.json
    foedus fit honor --out {{posteriors}}/honor.json
    foedus score honor --candidates --record {{posteriors}}/honor.json
    foedus fit lapse --out {{posteriors}}/lapse.json
    foedus score lapse --record {{posteriors}}/lapse.json
    foedus fit presence --out {{posteriors}}/presence.json
    foedus fit displacement --out {{posteriors}}/displacement.json
    foedus fit strategic --out {{posteriors}}/extended-deterrence.json
    foedus score strategic --rolling --record {{posteriors}}/extended-deterrence.json

# The page of commands, from their own help, tables of the library and the ladder, the gallery's
# answers, and the picture of risks. On request beside it: python docs/plausibility.py, python scripts/wars.py,
# python scripts/shipped.py (public data).
docs:
    python docs/commands.py
    python docs/terms.py
    python scripts/chronology.py
    python scripts/unseen.py
    python docs/clip.py
    python docs/ladder.py
    python docs/horizon.py
    python docs/origins.py
    python docs/gallery.py
    python docs/img/make.py

# The picture of the readme; needs a Chromium.
screenshot:
    python docs/img/screenshot.py

# The documentation site, into site/. Wants `pip install -e '.[docs]'`.
site:
    zensical build --clean --strict
