package dev.tollgate.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.enterprise.context.Dependent;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/** Commands may use parts of the gateway, but neither the AWS SDK nor the code that serves callers. */
final class ArchitectureTest {
    private static final JavaClasses CODE = new ClassFileImporter()
            .importPath(Path.of(System.getProperty("dev.tollgate.root"), "function/cli/target/classes/dev"));

    @Test
    void thereIsCodeToCheck() {
        assertThat(CODE.size()).isGreaterThan(15);
    }

    @Test
    void commandsDoNotKnowTheCodeThatServesCallers() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("dev.tollgate.edge..", "dev.tollgate.provider.*..", "dev.tollgate.server..")
                                .or(resideInAPackage("dev.tollgate.limit..").and(not(simpleName("RateLimits")))))
                .check(CODE);
    }

    /** Whether a command works on the tables or at a gateway is decided in one place, and not in the command. */
    @Test
    void commandsKnowPortsAndNoTables() {
        noClasses()
                .that(resideInAPackage("dev.tollgate.cli").and(not(simpleName("PortProducer"))))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "dev.tollgate.cli.direct..", "dev.tollgate.cli.remote..", "dev.tollgate.jobs..")
                        .or(resideInAPackage("dev.tollgate.store..")
                                .and(not(simpleName("ManifestRevision")))
                                .and(not(simpleName("StoreAdvice")))))
                .check(CODE);
    }

    @Test
    void onlyTheStoreKnowsTheAwsSdk() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("software.amazon.."))
                .check(CODE);
    }

    @Test
    void onlyMainAccessesTheStandardStreams() {
        noClasses()
                .that(not(simpleName("Main")))
                .should(ACCESS_STANDARD_STREAMS)
                .check(CODE);
    }

    /** picocli does not reset fields: a second use would start with the options of the first. */
    @Test
    void commandsAreForOneUse() {
        classes()
                .that()
                .implement(CliCommand.class)
                .should()
                .beAnnotatedWith(Command.class)
                .andShould()
                .beAnnotatedWith(Dependent.class)
                .check(CODE);
    }
}
