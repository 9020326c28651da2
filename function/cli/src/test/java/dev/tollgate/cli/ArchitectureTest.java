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

/** What a command may know: the gateway's parts that it works with, and neither AWS nor what serves callers. */
final class ArchitectureTest {
    private static final JavaClasses CODE = new ClassFileImporter()
            .importPath(Path.of(System.getProperty("dev.tollgate.root"), "function/cli/target/classes/dev"));

    @Test
    void thereIsCodeToLookAt() {
        assertThat(CODE.size()).isGreaterThan(15);
    }

    @Test
    void commandsKnowTheGatewaysPartsButNotWhatServesCallers() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("dev.tollgate.edge..", "dev.tollgate.provider.*..", "dev.tollgate.server..")
                                .or(resideInAPackage("dev.tollgate.limit..").and(not(simpleName("RateLimits")))))
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
    void resultsGoWhereTheCommandLineSays() {
        noClasses()
                .that(not(simpleName("Main")))
                .should(ACCESS_STANDARD_STREAMS)
                .check(CODE);
    }

    /** What picocli has once filled stays filled: a second use would begin with the first one's options. */
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
