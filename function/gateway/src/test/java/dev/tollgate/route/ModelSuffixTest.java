package dev.tollgate.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.RoutingRequirements;
import dev.tollgate.provider.ModelTraits;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code :floor} and {@code :nitro} after a model's name, and names that end so by themselves. */
class ModelSuffixTest {
    private final RouterFixture fixture = new RouterFixture()
            .provider("p", null, null)
            .provider("openrouter", null, null)
            .provider("ollama", null, Map.of("llama3:floor", ModelTraits.UNKNOWN))
            .alias("pair", null, List.of("p/dear", "p/cheap"))
            .alias("outer", null, List.of("p/last"), "pair")
            .alias("whole:nitro", null, List.of("p/last"))
            .alias("listed", null, List.of("ollama/qwen:nitro"))
            .tiers("smart", "pair");

    ModelSuffixTest() {
        fixture.facts.rate("p/dear", "2", "8").rate("p/cheap", "1", "4").rate("p/last", "9", "9");
    }

    @Test
    void aSuffixReplacesTheStrategyOfEveryAliasOnTheWay() {
        assertThat(targets("pair")).containsExactly("p/dear", "p/cheap");
        assertThat(targets("pair:floor")).containsExactly("p/cheap", "p/dear");
        assertThat(targets("outer:floor")).containsExactly("p/last", "p/cheap", "p/dear");
        assertThat(targets("smart:floor")).containsExactly("p/cheap", "p/dear");
        assertThat(targets("p/last", "pair:floor")).containsExactly("p/last", "p/cheap", "p/dear");
    }

    @Test
    void aModelMayHaveOneToo() {
        assertThat(targets("p/cheap:nitro")).containsExactly("p/cheap");
        assertThat(targets("ollama/llama3:8b")).containsExactly("ollama/llama3:8b");
        assertThat(targets("ollama/llama3:8b:floor")).containsExactly("ollama/llama3:8b");
    }

    @Test
    void whatHasThatVeryNameComesFirst() {
        assertThat(targets("whole:nitro")).containsExactly("p/last");
        assertThat(targets("ollama/llama3:floor")).containsExactly("ollama/llama3:floor");
        assertThat(targets("ollama/qwen:nitro")).containsExactly("ollama/qwen:nitro");
    }

    @Test
    void aProviderThatRoutesItselfGetsTheSuffix() {
        assertThat(targets("openrouter/meta-llama/llama-4:nitro"))
                .containsExactly("openrouter/meta-llama/llama-4:nitro");
    }

    @Test
    void theCallIsBookedUnderTheNameWithoutIt() {
        assertThat(route("pair:floor", "p/last:nitro").models()).containsExactly("pair", "p/last");
        assertThat(route("pair:floor").alias()).isEqualTo("pair");
        assertThat(fixture.router.requested(List.of("pair:nitro", "whole:nitro")))
                .extracting(RequestedModel::name)
                .containsExactly("pair", "whole:nitro");
    }

    @Test
    void theHeaderReplacesTheSuffix() {
        RoutingConstraints ordered = new RoutingConstraints(
                ModelNeeds.NOTHING,
                RoutingRequirements.NONE,
                RoutePreference.ofHeader("strategy=ordered").stream().toList());
        assertThat(fixture.targets(ordered, "pair:floor")).containsExactly("p/dear", "p/cheap");
    }

    @Test
    void anUnknownNameIsUnknownWithASuffixToo() {
        assertThat(fixture.failure(RoutingConstraints.NONE, "gone:floor"))
                .hasMessage("The model 'gone' does not exist: it is neither an alias nor provider/model.")
                .returns("model", GatewayException::param);
        assertThat(fixture.failure(RoutingConstraints.NONE, ":floor")).hasMessageContaining("':floor'");
    }

    private List<String> targets(String... names) {
        return fixture.targets(RoutingConstraints.NONE, names);
    }

    private Route route(String... names) {
        return fixture.route(RoutingConstraints.NONE, names);
    }
}
