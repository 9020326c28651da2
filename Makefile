# `make help` lists the targets.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run test fast fuzz checks kill-test usage-histories format golden classify detectors answers load failover many-keys soak tenants agents bench bench-peers profile probe outage smoke python-tests

# Maven's own libraries still use an API that JDK 25 warns about. We cannot change that, so we suppress the warning.
MVN := MAVEN_OPTS="$(MAVEN_OPTS) --sun-misc-unsafe-memory-access=allow" mvn -B -Dstyle.color=never
# Only recipes look for a JDK, because `make help` needs none.
JDK = export JAVA_HOME; JAVA_HOME="$$(.ci/find-jdk)" || exit 1
SERVER := function/server/target/quarkus-app/quarkus-run.jar
BUILT := function/server/target/built
# Reports that measure CPU need the JVM as it runs in production, and not as tests run it.
MEASURED := -Dtest.jvm.options=--add-opens=java.base/java.lang.invoke=ALL-UNNAMED
SOURCES := $(shell find pom.xml .mvn infra function \( -name target -o -name node_modules \) -prune -o -type f -path '*/src/main/*' -print \
	-o -type f \( -name pom.xml -o -name '*.yaml' -o -path '.mvn/*' \) -print)

help: ## list these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 17

run: $(BUILT) ## run the gateway locally with DynamoDB Local and tollgate.yaml; stop it with Ctrl-C; JVM='-Xmx1g'
	@$(JDK); exec "$$JAVA_HOME/bin/java" @function/server/jvm.options $(JVM) -Ddev.tollgate.root="$(CURDIR)" -jar $(SERVER)

test: ## build everything, check the format, run all tests, and print what took how long
	@$(JDK); MAKE="$(MAKE)" .ci/test env $(MVN) -T 3 -Dmaven.test.redirectTestOutputToFile verify

fast: ## after each change: compile the gateway, and run its unit, golden and architecture tests
	@$(JDK); $(MVN) -q -T 2 -Pfast verify -pl function/store-tests,function/gateway-tests -am -Dmaven.test.redirectTestOutputToFile

kill-test: ## kill the gateway at random moments of 2,000 requests and check the usage records; SEED=1 for other moments
	@$(JDK); $(MVN) -q verify -pl function/server -am -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
	-Dit.test=KillIT -Dfailsafe.failIfNoSpecifiedTests=false -Dkill.requests=2000 $(if $(SEED),-Dkill.seed=$(SEED))

usage-histories: ## check the usage records of 200 random histories; SEED=7 HISTORIES=1 repeats one of them
	@$(JDK); $(MVN) -q test -pl function/gateway -am -Dtest=UsageHistoriesTest -Dsurefire.failIfNoSpecifiedTests=false \
	-Dhistories.count=$(or $(HISTORIES),200) -Dhistories.seed=$(or $(SEED),1)

fuzz: ## fuzz each parser and reader of bytes for SECONDS (60); TARGET=SseParserFuzz for one of them
	@$(JDK); $(MVN) -q test-compile dependency:build-classpath -pl function/lambda -am -Pfuzz -Dspotless.check.skip \
	-Dmdep.includeScope=test -Dmdep.outputFile=target/fuzz.classpath && .ci/fuzz $(or $(SECONDS),60) $(TARGET)

format: ## format all sources
	@$(JDK); $(MVN) -q spotless:apply

golden: ## run only the golden tests
	@$(JDK); $(MVN) -q test -Dtest='Golden*Test' -Dsurefire.failIfNoSpecifiedTests=false

classify: ## show how well the classifier distinguishes simple and complex prompts
	@$(JDK); $(MVN) -q test -pl function/gateway -am -Dtest=ClassifierReport -Dsurefire.failIfNoSpecifiedTests=false

answers: ## measure what content policies add to a streamed answer: CPU, and chunks that are delayed
	@$(JDK); $(MVN) -q test -pl function/gateway -am -Dtest=AnswersReport $(MEASURED) -Dsurefire.failIfNoSpecifiedTests=false

detectors: ## show the precision, recall and CPU of the detectors of content policies
	@$(JDK); $(MVN) -q test -pl function/gateway -am -Dtest=DetectorReport $(MEASURED) -Dsurefire.failIfNoSpecifiedTests=false

outage: ## simulate how fleets of gateways notice an outage, and what that costs
	@$(JDK); $(MVN) -q test -pl function/gateway -am -Dtest=OutageReport -Dsurefire.failIfNoSpecifiedTests=false

load: $(BUILT) ## send 10,000 requests and check the usage records; needs nginx
	@$(JDK); load-tests/load.sh

failover: $(BUILT) ## make 10,000 calls through OpenAI's SDK with one of three providers down; no caller may see an error
	@$(JDK); load-tests/failover.sh

many-keys: $(BUILT) ## apply 10,000 keys of 50 teams by the admin API in under a minute, and list them page by page
	@$(JDK); load-tests/many-keys.sh

soak: $(BUILT) ## load a gateway with 256 MB of heap for SECONDS=1200 and fail if anything stays in memory
	@$(JDK); SOAK_SECONDS=$(or $(SECONDS),1200) load-tests/soak.sh

tenants: $(BUILT) ## let two tenants share a cache for SECONDS=1200 and fail if one sees anything of the other's
	@$(JDK); TENANTS_SECONDS=$(or $(SECONDS),1200) load-tests/tenants.sh

agents: $(BUILT) ## let Claude Code and Codex edit a file through the gateway; needs npm, and installs 0.9 GB
	@$(JDK); if (cd function/server/src/test/coding-agents && npm ci --silent); then \
	$(MVN) -q verify -pl function/server -am -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
	-Dit.test=CodingAgentsRun -Dfailsafe.failIfNoSpecifiedTests=false; \
	else echo "SKIPPED: the coding agents could not be installed"; fi

bench: $(BUILT) ## measure what the gateway adds to a request, in about 5 minutes; needs nginx
	@$(JDK); load-tests/bench.sh

bench-peers: $(BUILT) ## measure this server and Portkey's gateway, in 3 minutes; needs nginx and npm
	@$(JDK); load-tests/peers.sh

profile: $(BUILT) ## show where the gateway spends its time; needs nginx
	@$(JDK); load-tests/profile.sh

probe: ## call each target of ALIAS through a running gateway and report its speed and errors; PROBE='--times 20 --json'
	@[ -n "$(ALIAS)" ] || { echo "Name an alias: make probe ALIAS=demo" >&2; exit 2; }
	@PYTHONDONTWRITEBYTECODE=1 python3 load-tests/probe/probe.py "$(ALIAS)" $(PROBE)

smoke: ## check a deployed gateway in a minute: BASE_URL=https://… KEY=sk-… MODEL=cheap-fast SMOKE='--with images=MODEL'
	@[ -n "$(BASE_URL)" ] || { echo "Name the gateway: make smoke BASE_URL=https://… KEY=sk-…" >&2; exit 2; }
	@TOLLGATE_KEY="$(or $(KEY),$(TOLLGATE_KEY))" PYTHONDONTWRITEBYTECODE=1 python3 load-tests/smoke/smoke.py "$(BASE_URL)" $(if $(MODEL),--model "$(MODEL)") $(SMOKE)

python-tests:
	@if command -v python3 >/dev/null; then for folder in .ci infra/costs infra/prices infra/release load-tests/native-profile load-tests/probe load-tests/smoke; do \
	PYTHONDONTWRITEBYTECODE=1 python3 -m unittest discover --start-directory $$folder --quiet || exit 1; done; \
	else echo "PYTHON NOT CHECKED: python3 is not installed" >&2; [ -z "$${CI:-}" ]; fi

# What `make test` runs in parallel with the build; the included files add theirs.
checks: python-tests

$(BUILT): $(SOURCES)
	@echo "Building the server; the first time takes a few minutes."
	@$(JDK); $(MVN) -q package -DskipTests -Dspotless.check.skip -pl function/server -am
	@touch $@

include .ci/prose/prose.mk
include .ci/workflows/workflows.mk
include docs/pictures/pictures.mk
include infra/prices/prices.mk
include infra/deploy.mk
include infra/cdk/cdk.mk
include infra/release/release.mk
include function/lambda/lambda.mk
include function/cli/cli.mk
