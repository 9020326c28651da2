package dev.tollgate.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.MaxPrice;
import dev.tollgate.openai.RoutingRequirements;
import dev.tollgate.provider.DataTerms;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.ModelCapability;
import dev.tollgate.provider.ModelTraits;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which targets the filter excludes, and the error that explains it. */
class TargetFilterTest {
    private static final DataTerms EUROPE = new DataTerms(Set.of("eu"), true, false);
    private static final DataTerms WORLD = new DataTerms(Set.of("eu", "us"), false, true);
    private static final ModelTraits BLIND = new ModelTraits(false, false, true, false, null, null, null);
    private static final ModelTraits MUTE = new ModelTraits(true, true, false, null, 8_000, null, Set.of("ch"));
    private static final RoutingRequirements ONLY_EU = new RoutingRequirements(Set.of("eu"), false, false, null);

    private final RouterFixture fixture = new RouterFixture()
            .provider("europe", EUROPE, Map.of("blind", BLIND))
            .provider("world", WORLD, Map.of("mute", MUTE))
            .provider("plain", null, null)
            .alias("any", null, List.of("europe/blind", "world/mute", "plain/m", "groq/g"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        -                 | europe/blind world/mute plain/m groq/g
        VISION            | world/mute plain/m groq/g
        FILES             | world/mute plain/m groq/g
        JSON_SCHEMA       | world/mute plain/m groq/g
        TOOLS             | europe/blind plain/m groq/g
        VISION TOOLS      | plain/m groq/g
        """)
    void aModelIsExcludedOnlyIfItIsKnownToLackACapability(String needed, String targets) {
        Set<ModelCapability> capabilities = needed == null
                ? Set.of()
                : Arrays.stream(needed.split(" ")).map(ModelCapability::valueOf).collect(Collectors.toSet());

        assertThat(fixture.targets(needing(new ModelNeeds(capabilities, () -> 1, 0, "messages")), "any"))
                .containsExactly(targets.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "100, 0, true",
        "8000, 0, true",
        "8001, 0, false",
        "4000, 4000, true",
        "4000, 4001, false",
    })
    void aPromptGoesWhereItFitsTogetherWithTheRequestedCompletion(long prompt, long completion, boolean fits) {
        List<String> targets =
                fixture.targets(needing(new ModelNeeds(Set.of(), () -> prompt, completion, "messages")), "any");

        assertThat(targets.contains("world/mute")).isEqualTo(fits);
        assertThat(targets).contains("europe/blind", "plain/m", "groq/g");
    }

    @Test
    void aTargetThatCanWriteLessThanTheCallerAllowsServesIfNoOtherTargetCan() {
        RoutingConstraints much = needing(new ModelNeeds(Set.of(), () -> 5_000, 100_000, "messages"));

        assertThat(fixture.route(much, "world/mute").targets())
                .singleElement()
                .returns(OptionalInt.of(3_000), Target::completionRoom);
        assertThat(fixture.targets(much, "any")).doesNotContain("world/mute");
        RoutingConstraints strict =
                new RoutingConstraints(much.needs(), RoutingRequirements.NONE, List.of(), DropPolicy.NOTHING);
        assertThat(fixture.failure(strict, "world/mute"))
                .returns(ErrorKind.CONTEXT_LENGTH_EXCEEDED, GatewayException::kind);
    }

    @Test
    void theContextWindowOfThePriceListAppliesUnlessOneIsConfigured() {
        fixture.facts.window("plain/m", 1_000).window("world/mute", 1_000);

        assertThat(fixture.targets(needing(new ModelNeeds(Set.of(), () -> 5_000, 0, "messages")), "any"))
                .containsExactly("europe/blind", "world/mute", "groq/g");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        eu       | false | false | europe/blind
        eu us    | false | false | europe/blind world/w
        eu us ch | false | false | europe/blind world/w world/mute
        eu us ch | true  | false | europe/blind
        eu us ch | false | true  | world/w world/mute
        """)
    void onlyKnownFactsMeetARequirement(String regions, boolean noTraining, boolean zeroRetention, String targets) {
        RoutingRequirements require =
                new RoutingRequirements(Set.of(regions.split(" ")), noTraining, zeroRetention, null);
        List<String> models = List.of("europe/blind", "world/w", "world/mute", "plain/m", "groq/g");
        fixture.alias("all", null, models).alias("strict", require, models);

        assertThat(fixture.targets(ofKey(require), "all")).as("of a key").containsExactly(targets.split(" "));
        assertThat(fixture.targets(RoutingConstraints.NONE, "strict"))
                .as("of an alias")
                .containsExactly(targets.split(" "));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
        2 | 2   | world/mute
        3 | 15  | europe/blind world/mute
        - | 15  | europe/blind world/mute
        1 | -   | world/mute
        """)
    void aModelThatIsTooExpensiveOrHasNoPriceIsExcluded(BigDecimal input, BigDecimal output, String targets) {
        fixture.facts.rate("europe/blind", "3", "15").rate("world/mute", "1.00", "2");
        RoutingRequirements require = RoutingRequirements.of(new MaxPrice(input, output));

        assertThat(fixture.targets(ofKey(require), "any")).containsExactly(targets.split(" "));
    }

    @Test
    void theRequirementsOfAnAliasApplyToItsFallbacksAndToNoOtherAlias() {
        fixture.alias("loose", null, List.of("plain/m", "europe/blind"))
                .alias("strict", ONLY_EU, List.of("world/w", "europe/a"), "loose");

        assertThat(fixture.targets(RoutingConstraints.NONE, "strict")).containsExactly("europe/a", "europe/blind");
        assertThat(fixture.targets(RoutingConstraints.NONE, "strict", "loose"))
                .containsExactly("europe/a", "europe/blind", "plain/m");
        assertThat(fixture.targets(RoutingConstraints.NONE, "loose", "strict"))
                .containsExactly("plain/m", "europe/blind", "europe/a");
    }

    @Test
    void theRequirementsOfAKeyApplyToFullModelNames() {
        assertThat(fixture.targets(ofKey(ONLY_EU), "europe/blind")).containsExactly("europe/blind");
        assertThat(fixture.failure(ofKey(ONLY_EU), "plain/m"))
                .hasMessage("No target of the model 'plain/m' can serve this request:"
                        + " plain/m (this API key requires regions eu).")
                .returns(ErrorKind.MODEL_NOT_FOUND, GatewayException::kind)
                .returns("model", GatewayException::param);
    }

    @Test
    void ifNoTargetIsEligibleTheErrorIsThatOfTheClosestTarget() {
        fixture.alias(
                "strict", new RoutingRequirements(Set.of("ch"), false, false, null), List.of("plain/m", "world/mute"));

        assertThat(fixture.failure(needing(new ModelNeeds(Set.of(), () -> 8_000, 500, "messages")), "strict"))
                .hasMessage("No target of the model 'strict' can serve this request: world/mute (its context window is"
                        + " 8,000 tokens; this needs at least 8,500: 8,000 for the prompt, 500 for the completion),"
                        + " plain/m (the alias 'strict' requires regions ch).")
                .returns(ErrorKind.CONTEXT_LENGTH_EXCEEDED, GatewayException::kind)
                .returns("messages", GatewayException::param);
        assertThat(fixture.failure(
                        needing(new ModelNeeds(Set.of(ModelCapability.TOOLS), () -> 9_000, 0, "messages")),
                        "world/mute"))
                .hasMessage("No target of the model 'world/mute' can serve this request: world/mute (it does not take"
                        + " tools).")
                .returns(ErrorKind.UNSUPPORTED_PARAMETER, GatewayException::kind)
                .returns("tools", GatewayException::param);
    }

    @Test
    void ifNoTargetInATierIsEligibleAHarderTierAnswersAndNeverAnEasierOne() {
        RoutingConstraints seeing = needing(new ModelNeeds(Set.of(ModelCapability.VISION), () -> 1, 0, "messages"));
        fixture.tiers("smart", "europe/blind", "europe/blind", "plain/m").tiers("inverse", "europe/blind");
        fixture.tiers("plain", "plain/m", "world/mute");

        assertThat(fixture.targets(RoutingConstraints.NONE, "smart")).containsExactly("europe/blind");
        assertThat(fixture.targets(seeing, "smart")).containsExactly("plain/m");
        assertThat(fixture.targets(seeing, "plain")).containsExactly("plain/m");
        assertThat(fixture.route(seeing, "smart").tierDecision())
                .map(Route.TierDecision::explained)
                .contains("tier 2, by filters: no target in tier 0 is eligible; signals 0.00");
        assertThat(fixture.failure(seeing, "inverse")).returns(ErrorKind.UNSUPPORTED_PARAMETER, GatewayException::kind);
    }

    private static RoutingConstraints needing(ModelNeeds needs) {
        return new RoutingConstraints(needs, RoutingRequirements.NONE, List.of());
    }

    private static RoutingConstraints ofKey(RoutingRequirements requirements) {
        return new RoutingConstraints(ModelNeeds.NOTHING, requirements, List.of());
    }
}
