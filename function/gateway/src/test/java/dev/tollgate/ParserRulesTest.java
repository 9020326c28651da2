package dev.tollgate;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.tollgate.GatewayCode.CODE;
import static dev.tollgate.GatewayCode.ROOT;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Text from outside becomes a number, a time or a URL in the package {@code parse} only: the JDK's own parsers throw, accept
 * {@code Infinity}, or return values that overflow later.
 */
final class ParserRulesTest {
    private static final String CONSTANT = "<clinit>";
    private static final String CONSTRUCTOR = "<init>";

    private static final Map<Class<?>, Set<String>> PARSERS = Map.of(
            Integer.class, Set.of("parseInt", "parseUnsignedInt", "decode", "valueOf"),
            Long.class, Set.of("parseLong", "parseUnsignedLong", "decode", "valueOf"),
            Double.class, Set.of("parseDouble", "valueOf"),
            Float.class, Set.of("parseFloat", "valueOf"),
            BigDecimal.class, Set.of(CONSTRUCTOR),
            BigInteger.class, Set.of(CONSTRUCTOR),
            URI.class, Set.of("create", CONSTRUCTOR),
            URL.class, Set.of(CONSTRUCTOR));

    /** They hold numbers of any size, and 1e999999999 takes a gigabyte as soon as it is rounded or printed. */
    private static final Set<String> UNBOUNDED = Set.of("decimalValue", "bigIntegerValue");

    @Test
    void onlyParsersParse() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "parse")
                .should()
                .callCodeUnitWhere(parses())
                .check(CODE);
    }

    private static DescribedPredicate<JavaCall<?>> parses() {
        return new DescribedPredicate<>("it parses text with a parser of the JDK, and is no constant") {
            @Override
            public boolean test(JavaCall<?> call) {
                return !call.getOrigin().getName().equals(CONSTANT)
                        && (parsesNumberOrUrl(call) || parsesTime(call) || readsUnbounded(call));
            }
        };
    }

    private static boolean parsesNumberOrUrl(JavaCall<?> call) {
        return takesText(call)
                && PARSERS.entrySet().stream()
                        .anyMatch(parser -> call.getTargetOwner().isEquivalentTo(parser.getKey())
                                && parser.getValue().contains(call.getName()));
    }

    private static boolean parsesTime(JavaCall<?> call) {
        return call.getTargetOwner().getPackageName().startsWith("java.time")
                && call.getName().equals("parse");
    }

    private static boolean readsUnbounded(JavaCall<?> call) {
        return call.getTargetOwner().isAssignableTo(JsonNode.class) && UNBOUNDED.contains(call.getName());
    }

    private static boolean takesText(JavaCall<?> call) {
        return call.getTarget().getRawParameterTypes().stream()
                .findFirst()
                .filter(first -> first.isEquivalentTo(String.class) || first.isEquivalentTo(CharSequence.class))
                .isPresent();
    }
}
