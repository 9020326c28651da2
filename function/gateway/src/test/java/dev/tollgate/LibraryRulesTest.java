package dev.tollgate;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static dev.tollgate.GatewayCode.CODE;
import static dev.tollgate.GatewayCode.ROOT;
import static dev.tollgate.GatewayCode.aDialect;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Each external library has one place in the gateway; some parts of the JDK have none. */
final class LibraryRulesTest {
    @Test
    void thereIsCodeToLookAt() {
        assertThat(CODE.size()).isGreaterThan(100);
    }

    @Test
    void theStagesOfACallKnowNeitherJacksonNorHttp() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + "batch",
                        ROOT + "call",
                        ROOT + "failover",
                        ROOT + "jobs",
                        ROOT + "metering",
                        ROOT + "pipeline",
                        ROOT + "promptlog",
                        ROOT + "responsecache",
                        ROOT + "scanning",
                        ROOT + "storedresponse",
                        ROOT + "usage")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml.jackson..", "java.net.http..")
                .check(CODE);
    }

    /** A native image makes constants when it is built, so all processes would have the same numbers. */
    @Test
    void noRandomNumbersComeFromAConstant() {
        noFields()
                .that()
                .areStatic()
                .should()
                .haveRawType(assignableTo(RandomGenerator.class))
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
                        "org.jspecify.annotations",
                        ROOT + "openai",
                        ROOT + "parse",
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

    /** One HTTP client of our own is enough: the JDK's wakes several threads per call. */
    @Test
    void onlyTheHttpClientOpensSockets() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .check(CODE);
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "http")
                .should()
                .dependOnClassesThat(
                        simpleName("Socket").or(simpleName("SocketChannel")).or(simpleName("SSLSocket")))
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
    void onlyDetectorsKnowTheLibrariesThatCheckValues() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "guardrail.detector")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "com.google.re2j..", "com.google.i18n.phonenumbers..", "org.apache.commons.validator..")
                .check(CODE);
    }

    @Test
    void onlyTheVerifierOfTokensKnowsItsLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "jwt")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jose4j..")
                .check(CODE);
    }

    /** Its checked exception and its bytes would be handled at each place again. The rule holds in all modules that are deployed. */
    @Test
    void onlyOneTypeUsesTheSha256OfTheJdk() throws IOException {
        List<String> users = new ArrayList<>();
        for (Path file : SourceFiles.below("src/main/java", ".java")) {
            if (file.toString().contains("/function/")
                    && Files.readString(file).contains("MessageDigest.getInstance")) {
                users.add(file.getFileName().toString());
            }
        }
        assertThat(users).containsExactly("Sha256Digest.java");
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

    /** The two classes that ADR 13 lets use the AWS SDK. What they need is passed to them. */
    private static DescribedPredicate<JavaClass> signsOrFramesAsAwsDoes() {
        return resideInAPackage(ROOT + "provider.bedrock")
                .and(simpleName("BedrockSignature").or(simpleName("BedrockFrames")))
                .as("Bedrock's signature and framing");
    }
}
