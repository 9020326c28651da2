package dev.tollgate;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.tollgate.GatewayCode.CODE;
import static dev.tollgate.GatewayCode.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds the lines of docs/packages.md: which of our packages a package may use. */
final class ArchitectureTest {
    private static final PackageRules RULES = PackageRules.read();

    @Test
    void aPackageUsesOnlyThoseThatItMay() {
        List<String> notAllowed = new ArrayList<>();
        for (JavaClass type : CODE) {
            Set<String> allowed = RULES.allowed().getOrDefault(RULES.lineOf(name(type)), Set.of());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String used = name(dependency.getTargetClass().getBaseComponentType());
                if (isOthers(type, used) && !allowed.contains(used) && !allowed.contains(RULES.lineOf(used))) {
                    notAllowed.add(dependency.getDescription());
                }
            }
        }
        assertThat(notAllowed)
                .as("change the code, or the line in docs/packages.md")
                .isEmpty();
    }

    @Test
    void aPackageMayUseOnlyThoseThatItUses() {
        Map<String, Set<String>> used = new TreeMap<>();
        for (JavaClass type : CODE) {
            Set<String> ofLine = used.computeIfAbsent(RULES.lineOf(name(type)), _ -> new TreeSet<>());
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> name(dependency.getTargetClass().getBaseComponentType()))
                    .filter(other -> isOthers(type, other))
                    .forEach(ofLine::add);
        }
        assertThat(RULES.allowed()).as("remove what is not used").isEqualTo(used);
    }

    @Test
    void eachPackageIsDescribedOnce() {
        assertThat(RULES.described())
                .containsExactlyInAnyOrderElementsOf(RULES.allowed().keySet());
    }

    /** Parsers are for all, and a line need not name its own package. */
    private static boolean isOthers(JavaClass type, String used) {
        return !used.isEmpty() && !used.equals("parse") && !used.equals(name(type));
    }

    /** Such as {@code store.wire}; empty for what is not ours. */
    private static String name(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(ROOT) ? name.substring(ROOT.length()) : "";
    }

    @Test
    void openaiKnowsParsersAndJacksonOnly() {
        classes()
                .that(resideInAPackage(ROOT + "openai"))
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
    void parsersKnowJacksonOnly() {
        classes()
                .that(resideInAPackage(ROOT + "parse"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "com.fasterxml.jackson..", "org.jspecify.annotations", ROOT + "parse")
                .check(CODE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CODE);
    }
}
