package dev.tollgate;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of packages in docs/architecture.md, row by row: who may know whom. */
final class ArchitectureTest {
    private static final String ROOT = "dev.tollgate.";
    private static final JavaClasses CODE = new ClassFileImporter()
            .importPath(Path.of(System.getProperty("dev.tollgate.root"), "function/gateway/target/classes"));

    @Test
    void thereIsCodeToLookAt() {
        assertThat(CODE.size()).isGreaterThan(100);
    }

    @Test
    void openaiKnowsNothingOfOursAndJacksonOnly() {
        classes()
                .that()
                .resideInAPackage(ROOT + "openai")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "com.fasterxml.jackson..", ROOT + "openai")
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
                "usage");
    }

    @Test
    void callIsPassedDownAndKnowsWhatItCarries() {
        mayKnow("call", "openai", "auth", "idempotency", "route", "bill", "provider");
    }

    @Test
    void thePipelineKnowsTheStagesAndNoProviderStoreOrEdge() {
        mayKnow(
                "pipeline",
                "openai",
                "auth",
                "bill",
                "call",
                "config",
                "failover",
                "health",
                "idempotency",
                "limit",
                "metering",
                "provider",
                "route",
                "tiering");
    }

    @Test
    void failoverKnowsMeteringAndTheProvidersSharedParts() {
        mayKnow("failover", "openai", "bill", "call", "config", "health", "limit", "metering", "provider", "route");
    }

    @Test
    void meteringKnowsThePortsOfWhatItCounts() {
        mayKnow("metering", "openai", "auth", "bill", "call", "limit", "provider", "route");
    }

    @Test
    void tieringKnowsRoutesAndAttempts() {
        mayKnow("tiering", "openai", "call", "failover", "metering", "provider", "route");
    }

    @Test
    void jobsKnowUsageRecordsOnly() {
        mayKnow("jobs", "openai", "bill", "usage");
    }

    @Test
    void usageKnowsKeysAndUsageRecords() {
        mayKnow("usage", "openai", "auth", "bill");
    }

    @Test
    void theStagesOfACallKnowNeitherJacksonNorHttp() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + "call",
                        ROOT + "failover",
                        ROOT + "jobs",
                        ROOT + "metering",
                        ROOT + "pipeline",
                        ROOT + "usage")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml.jackson..", "java.net.http..")
                .check(CODE);
    }

    @Test
    void authKnowsTheContractOnly() {
        mayKnow("auth", "openai");
    }

    @Test
    void idempotencyKnowsKeysAndTheContract() {
        mayKnow("idempotency", "openai", "auth");
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
        mayKnow("provider", "openai", "config");
    }

    @Test
    void aDialectKnowsTheContractAndTheSharedPartsOnly() {
        classes()
                .that(aDialect())
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("dev.tollgate.."))
                        .or(resideInAnyPackage(ROOT + "openai", ROOT + "provider"))
                        .or(aDialect()))
                .check(CODE);
        slices().matching(ROOT + "provider.(*)..")
                .should()
                .notDependOnEachOther()
                .check(CODE);
    }

    @Test
    void aDialectIsPure() {
        noClasses()
                .that(aDialect())
                .and(not(signsOrFramesAsAwsDoes()))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.net.http..",
                                "java.util.logging..",
                                "org.jboss.logging..",
                                "org.slf4j..",
                                "software.amazon..",
                                "org.apache.hc..",
                                "io.vertx..",
                                "org.eclipse.microprofile..")
                        .or(simpleName("Clock"))
                        .or(simpleName("UpstreamClient"))
                        .or(simpleName("UpstreamExchange"))
                        .or(simpleName("RemoteFiles")))
                .check(CODE);
    }

    @Test
    void bedrockTakesTheSignerAndTheFramingOfTheAwsSdkAndNothingElse() {
        classes()
                .that(signsOrFramesAsAwsDoes())
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java.lang..",
                        "java.util",
                        "java.util.function..",
                        "java.util.stream..",
                        "java.net",
                        "java.nio.charset",
                        "com.fasterxml.jackson..",
                        ROOT + "openai",
                        ROOT + "provider",
                        "java.time",
                        ROOT + "provider.bedrock",
                        "software.amazon.awssdk.http",
                        "software.amazon.awssdk.http.auth..",
                        "software.amazon.awssdk.identity.spi..",
                        "software.amazon.awssdk.eventstream.."))
                .check(CODE);
        noClasses()
                .that(signsOrFramesAsAwsDoes())
                .should()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .dependOnClassesThat(simpleName("UpstreamClient").or(simpleName("RemoteFiles")))
                .check(CODE);
    }

    @Test
    void theStoreImplementsPortsAndKnowsNoCallNoEdgeAndNoDialect() {
        mayKnow("store", "openai", "auth", "bill", "config", "health", "idempotency", "limit", "provider", "route");
    }

    @Test
    void whatAnImageLacksKnowsNothingOfOurs() {
        mayKnow("store.image");
    }

    @Test
    void theManifestBecomesRecordsAndKnowsNothingThatRuns() {
        mayKnow("manifest", "openai", "auth", "route", "bill", "provider");
    }

    @Test
    void configKnowsNothingOfOurs() {
        mayKnow("config");
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CODE);
    }

    @Test
    void onlyUpstreamAndItsPartsTalkHttpToProviders() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + "provider.UpstreamClient")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + "provider.UpstreamExchange")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + "provider.ReplyBody")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + "provider.RetryAfter")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .check(CODE);
    }

    @Test
    void onlyTheFileClientAndItsResolverUseApachesHttpClient() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + "provider.FileClient")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + "provider.CheckedResolver")
                .and(not(resideInAPackage(ROOT + "store.image")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.hc..")
                .check(CODE);
    }

    @Test
    void onlyTheStoreKnowsTheAwsSdk() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "store..")
                .and(not(signsOrFramesAsAwsDoes()))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", "io.quarkiverse.amazon..")
                .check(CODE);
    }

    @Test
    void nobodyWritesToStandardStreams() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CODE);
    }

    @Test
    void nobodyUsesTheOldDates() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Date")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Calendar")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.text.SimpleDateFormat")
                .check(CODE);
    }

    private static void mayKnow(String name, String... others) {
        rule(name, others).check(CODE);
    }

    /** Of our packages, this one may know these only; none stands for its own subpackages. */
    private static ArchRule rule(String name, String... others) {
        String[] allowed = Stream.concat(Stream.of(name), Stream.of(others))
                .map(ROOT::concat)
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(ROOT + name)
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("dev.tollgate..")).or(resideInAnyPackage(allowed)));
    }

    private static DescribedPredicate<JavaClass> aDialect() {
        return resideInAPackage(ROOT + "provider.*..").as("a provider's dialect");
    }

    /** The two classes that ADR 13 lets use the AWS SDK; what they get, they get as arguments. */
    private static DescribedPredicate<JavaClass> signsOrFramesAsAwsDoes() {
        return resideInAPackage(ROOT + "provider.bedrock")
                .and(simpleName("BedrockSignature").or(simpleName("BedrockFrames")))
                .as("Bedrock's signature and framing");
    }
}
