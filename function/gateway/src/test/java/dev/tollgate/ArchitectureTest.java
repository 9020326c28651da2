package dev.tollgate;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.tollgate.GatewayCode.CODE;
import static dev.tollgate.GatewayCode.ROOT;

import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds each row of the package table in docs/architecture.md: which of our packages a package may use. */
final class ArchitectureTest {
    @Test
    void openaiKnowsParsersAndJacksonOnly() {
        classes()
                .that()
                .resideInAPackage(ROOT + "openai")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "com.fasterxml.jackson..",
                        "org.jspecify.annotations",
                        ROOT + "openai",
                        ROOT + "parse")
                .check(CODE);
    }

    @Test
    void parsersKnowNothingOfOurs() {
        classes()
                .that()
                .resideInAPackage(ROOT + "parse")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "com.fasterxml.jackson..", "org.jspecify.annotations", ROOT + "parse")
                .check(CODE);
    }

    @Test
    void edgeKnowsNeitherProvidersNorTheStore() {
        mayKnow(
                "edge",
                "openai",
                "auth",
                "bill",
                "call",
                "config",
                "idempotency",
                "jobs",
                "limit",
                "pipeline",
                "process",
                "usage");
    }

    @Test
    void callIsPassedDownAndKnowsWhatItCarries() {
        mayKnow("call", "openai", "auth", "idempotency", "process", "route", "bill", "provider");
    }

    @Test
    void thePipelineKnowsTheStagesAndNoProviderStoreOrEdge() {
        mayKnow(
                "pipeline",
                "openai",
                "auth",
                "batch",
                "bill",
                "call",
                "config",
                "failover",
                "guardrail",
                "health",
                "idempotency",
                "limit",
                "metering",
                "process",
                "promptlog",
                "provider",
                "responsecache",
                "route",
                "scanning",
                "tiering");
    }

    @Test
    void failoverKnowsMeteringAndTheProvidersSharedParts() {
        mayKnow(
                "failover",
                "openai",
                "bill",
                "call",
                "config",
                "health",
                "limit",
                "metering",
                "process",
                "provider",
                "route");
    }

    @Test
    void meteringKnowsThePortsOfWhatItCounts() {
        mayKnow("metering", "openai", "auth", "bill", "call", "config", "limit", "provider", "route");
    }

    @Test
    void tieringKnowsRoutesAndAttempts() {
        mayKnow("tiering", "openai", "bill", "call", "failover", "metering", "provider", "route");
    }

    @Test
    void keptPromptsKnowTheCallOnly() {
        mayKnow("promptlog", "openai", "auth", "bill", "call", "process");
    }

    @Test
    void scansKnowPoliciesAndAttempts() {
        mayKnow(
                "scanning",
                "openai",
                "bill",
                "call",
                "config",
                "failover",
                "guardrail",
                "metering",
                "process",
                "provider",
                "route");
    }

    @Test
    void guardrailsKnowTheCallAndDetectors() {
        mayKnow("guardrail", "openai", "auth", "bill", "call", "guardrail.detector");
    }

    @Test
    void detectorsKnowTextOnly() {
        mayKnow("guardrail.detector");
    }

    @Test
    void theProcessKnowsTheContractAndItsSettings() {
        mayKnow("process", "openai", "config");
    }

    @Test
    void jobsKnowUsageRecordsOnly() {
        mayKnow("jobs", "openai", "auth", "bill", "metering", "usage");
    }

    @Test
    void telemetryKnowsTheCallAndTheOnlyHttpClient() {
        mayKnow("telemetry", "openai", "bill", "call", "config", "provider");
    }

    @Test
    void usageKnowsKeysTheirLimitsAndUsageRecords() {
        mayKnow("usage", "openai", "auth", "bill", "config", "limit");
    }

    @Test
    void authKnowsTheContractAndWhatALimitIsAndTokensWhatAClientIs() {
        mayKnow("auth", "openai", "limit");
        mayKnow("jwt", "openai", "auth", "config");
    }

    @Test
    void idempotencyKnowsKeysAndTheContract() {
        mayKnow("idempotency", "openai", "auth");
    }

    @Test
    void theResponseCacheKnowsWhatShapesAnAnswerAndWhatItCosts() {
        mayKnow(
                "responsecache",
                "openai",
                "auth",
                "bill",
                "call",
                "config",
                "guardrail",
                "metering",
                "process",
                "route");
    }

    @Test
    void batchesKnowWhatFollowsAndRecordsThem() {
        mayKnow("batch", "openai", "bill", "failover", "metering", "provider", "route");
    }

    @Test
    void storedResponsesKnowKeysAndTheirPolicy() {
        mayKnow("storedresponse", "openai", "auth", "process", "route");
    }

    @Test
    void limitKnowsTheContractOnly() {
        mayKnow("limit", "openai");
    }

    @Test
    void billKnowsTheContractOnly() {
        mayKnow("bill", "openai");
    }

    @Test
    void routeKnowsTheContractAndWhatAProviderIs() {
        mayKnow("route", "openai", "provider");
    }

    @Test
    void healthKnowsTheContractAndWhatATargetIs() {
        mayKnow("health", "openai", "route", "config");
    }

    @Test
    void providersSharedPartsKnowNoDialect() {
        mayKnow("provider", "openai", "config", "http");
    }

    /** Two providers serve Anthropic's models, which accept the same from each provider (docs/adr/0028). */
    @Test
    void theRulesOfClaudeKnowNoDialect() {
        mayKnow("provider.claude", "openai", "provider");
    }

    @Test
    void theStoreImplementsPortsAndKnowsNoCallNoEdgeAndNoDialect() {
        mayKnow(
                "store",
                "openai",
                "auth",
                "batch",
                "bill",
                "config",
                "guardrail",
                "health",
                "idempotency",
                "jwt",
                "limit",
                "promptlog",
                "provider",
                "responsecache",
                "route",
                "store.wire",
                "storedresponse");
    }

    @Test
    void dynamoDbsHttpApiAndTheHttpClientKnowNothingOfTheGateway() {
        mayKnow("store.wire", "config", "http");
        mayKnow("http");
    }

    @Test
    void whatAnImageLacksKnowsNothingOfOurs() {
        mayKnow("store.image");
    }

    @Test
    void theManifestBecomesRecordsAndKnowsNothingThatRuns() {
        mayKnow("manifest", "openai", "auth", "guardrail", "guardrail.detector", "limit", "route", "bill", "provider");
    }

    @Test
    void configKnowsNothingOfOurs() {
        mayKnow("config");
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CODE);
    }

    private static void mayKnow(String name, String... others) {
        rule(name, others).check(CODE);
    }

    /** Of our packages, this one may know these and the parsers; a name does not include its subpackages. */
    private static ArchRule rule(String name, String... others) {
        String[] allowed = Stream.concat(Stream.of(name, "parse"), Stream.of(others))
                .map(ROOT::concat)
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(ROOT + name)
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("dev.tollgate..")).or(resideInAnyPackage(allowed)));
    }
}
