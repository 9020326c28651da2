package dev.tollgate;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.tollgate.GatewayCode.CODE;
import static dev.tollgate.GatewayCode.ROOT;
import static dev.tollgate.GatewayCode.aDialect;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds that a provider, and an API that clients speak, is one package each: to add one, nothing else changes. */
final class ExtensionRulesTest {
    private static final String CLAUDE = ROOT + "provider.claude";

    @Test
    void aDialectKnowsTheContractAndTheSharedPartsOnly() {
        classes()
                .that(aDialect())
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("dev.tollgate.."))
                        .or(resideInAnyPackage(ROOT + "openai", ROOT + "parse", ROOT + "provider"))
                        .or(aDialect()))
                .check(CODE);
        slices().matching(ROOT + "provider.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(aDialect(), resideInAPackage(CLAUDE))
                .check(CODE);
    }

    /** An API is one package: whatever two of them need is the edge's, or OpenAI's. */
    @Test
    void anApiKnowsTheEdgeAndNoOtherApi() {
        classes()
                .that()
                .resideInAPackage(ROOT + "edge.*")
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("dev.tollgate.."))
                        .or(resideInAnyPackage(Stream.of(
                                        "openai",
                                        "auth",
                                        "batch",
                                        "bill",
                                        "call",
                                        "config",
                                        "edge",
                                        "edge.*",
                                        "idempotency",
                                        "limit",
                                        "parse",
                                        "pipeline",
                                        "process",
                                        "storedresponse",
                                        "usage")
                                .map(ROOT::concat)
                                .toArray(String[]::new))))
                .allowEmptyShould(true)
                .check(CODE);
        slices().matching(ROOT + "edge.(*)..")
                .should()
                .notDependOnEachOther()
                .allowEmptyShould(true)
                .check(CODE);
    }
}
