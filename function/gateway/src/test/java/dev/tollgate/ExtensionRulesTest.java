package dev.tollgate;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.tollgate.GatewayCode.CODE;
import static dev.tollgate.GatewayCode.ROOT;
import static dev.tollgate.GatewayCode.aDialect;

import org.junit.jupiter.api.Test;

/** Holds that a provider, and an API that clients speak, is one package each: to add one, nothing else changes. */
final class ExtensionRulesTest {
    private static final String CLAUDE = ROOT + "provider.claude";

    /** Two providers serve Anthropic's models, which accept the same from each provider (docs/adr/0028). */
    @Test
    void aDialectKnowsNoOther() {
        slices().matching(ROOT + "provider.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(aDialect(), resideInAPackage(CLAUDE))
                .check(CODE);
    }

    /** An API is one package: whatever two of them need is the edge's, or OpenAI's. */
    @Test
    void anApiKnowsNoOther() {
        slices().matching(ROOT + "edge.(*)..").should().notDependOnEachOther().check(CODE);
    }
}
