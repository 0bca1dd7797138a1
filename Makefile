# Two commands are enough: `make run` and `make test`. Everything is installed below this folder.
SHELL := /bin/bash
BOT := .venv/bot/bin
APP := .venv/app/bin
UV := PYTHONPATH=.tools .tools/bin/uv
NPM := cd web && PATH="$(CURDIR)/$(APP):$$PATH" npm

.PHONY: run test setup browser train chat bench check lock clean

run: setup  ## everything: bot, actions, app, timers, trainer
	@exec $(APP)/huashu run

setup: .venv/.ready web/dist/widget.js  ## both environments, from hashed locks, and the widget

browser:  ## Chromium and Chinese fonts for the browser tests, from Debian; needs root
	@test -x /usr/bin/chromium || (apt-get update -qq && apt-get install -y -qq chromium fonts-noto-cjk fonts-noto-color-emoji)

test: setup  ## checks, then the whole suite in both environments; the browser tests need `make browser` once
	$(MAKE) --no-print-directory check
	$(APP)/huashu train
	$(BOT)/python -m pytest -c tests/engine/pytest.ini --rootdir . --confcutdir tests/engine tests/engine -q
	$(APP)/python -m pytest tests

check: setup  ## style, types, one-way imports, scripts
	$(APP)/ruff check huashu actions bench tests
	$(APP)/mypy
	$(APP)/lint-imports
	$(APP)/huashu check
	$(NPM) run --silent check
	$(NPM) test --silent
	$(NPM) run --silent size

train: setup  ## trains if training data changed
	$(APP)/huashu train

chat: setup  ## a chat in the terminal, through the app
	@$(APP)/huashu chat

bench: setup  ## seconds per message, training time
	$(APP)/python bench/messages.py

.tools/bin/uv: requirements/tools.lock
	@echo "[1/3] uv, from requirements/tools.lock"
	@python3 -m pip install --quiet --disable-pip-version-check --target .tools --upgrade --root-user-action=ignore --require-hashes -r requirements/tools.lock
	@touch $@

.venv/.ready: .tools/bin/uv requirements/bot.lock requirements/app.lock pyproject.toml
	@mkdir -p .venv
	@echo "[2/3] bot environment (Python 3.10, Rasa), about a minute when nothing is cached"
	@$(UV) venv --quiet --clear --directory envs/bot "$(CURDIR)/.venv/bot"
	@$(UV) pip sync --quiet --require-hashes --python .venv/bot/bin/python requirements/bot.lock
	@echo "[3/3] app environment (Python 3.11)"
	@$(UV) venv --quiet --clear --directory envs/app "$(CURDIR)/.venv/app"
	@$(UV) pip sync --quiet --require-hashes --python .venv/app/bin/python requirements/app.lock
	@$(UV) pip install --quiet --no-deps --python .venv/app/bin/python --editable .
	@$(UV) pip install --quiet --no-deps --python .venv/bot/bin/python --editable .
	@touch $@

web/node_modules/.ready: .venv/.ready web/package-lock.json
	@$(NPM) ci --silent
	@touch $@

web/dist/widget.js: web/node_modules/.ready web/vite.config.ts $(wildcard web/protocol/* web/widget/*)
	@$(NPM) run --silent build -- --logLevel warn

lock: .tools/bin/uv  ## writes the locks anew; not --universal, which pins a numpy that Rasa was not tested with
	$(UV) pip compile --quiet --python-platform x86_64-manylinux_2_28 --generate-hashes --no-annotate --no-header -p 3.10 requirements/bot.in -o requirements/bot.lock
	$(UV) pip compile --quiet --python-platform x86_64-manylinux_2_28 --generate-hashes --no-annotate --no-header -p 3.11 requirements/app.in -o requirements/app.lock
	$(UV) pip compile --quiet --python-platform x86_64-manylinux_2_28 --generate-hashes --no-annotate --no-header -p 3.11 requirements/tools.in -o requirements/tools.lock

clean:
	rm -rf .venv .tools var .rasa web/node_modules web/dist
