package dev.tollgate.route;

import static dev.tollgate.provider.DropPolicy.EVERYTHING;
import static dev.tollgate.provider.DropPolicy.HINTS;
import static dev.tollgate.provider.DropPolicy.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.openai.RoutingRequirements;
import dev.tollgate.provider.DataTerms;
import dev.tollgate.provider.DropPolicy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What happens to fields that a target does not support, by the settings of alias, key and gateway. */
final class RouterDropPolicyTest {
    private final RouterFixture router = new RouterFixture()
            .provider("p", DataTerms.UNKNOWN, Map.of())
            .dropping("open", null, "p/m")
            .dropping("strict", false, "p/m", "p/other", "open")
            .dropping("loose", true, "p/m")
            .dropping("mixed", false, "p/m", "loose");

    @Test
    void withoutASettingTheGatewayDropsHints() {
        assertThat(policies(HINTS, "open")).containsOnly(HINTS);
        assertThat(policies(HINTS, "p/m")).containsOnly(HINTS);
    }

    @Test
    void ofAliasAndKeyTheStricterCounts() {
        assertThat(policies(HINTS, "strict")).containsOnly(NOTHING);
        assertThat(policies(EVERYTHING, "strict")).containsOnly(NOTHING);
        assertThat(policies(NOTHING, "loose")).containsOnly(NOTHING);
        assertThat(policies(HINTS, "loose")).containsOnly(EVERYTHING);
        assertThat(policies(EVERYTHING, "open")).containsOnly(EVERYTHING);
        assertThat(policies(NOTHING, "p/m")).containsOnly(NOTHING);
    }

    @Test
    void theGatewaysSettingCountsWhereNeitherOfThemSaysAnything() {
        router.dropping(false);
        assertThat(policies(HINTS, "open")).containsOnly(NOTHING);
        assertThat(policies(HINTS, "loose")).containsOnly(EVERYTHING);
        assertThat(policies(EVERYTHING, "open")).containsOnly(EVERYTHING);
    }

    @Test
    void anAliasSpeaksForItsFallbacksUnlessTheySpeakForThemselves() {
        assertThat(policies(HINTS, "strict")).containsExactly(NOTHING, NOTHING);
        assertThat(policies(HINTS, "mixed")).containsExactly(NOTHING, EVERYTHING);
    }

    private List<DropPolicy> policies(DropPolicy keyPolicy, String name) {
        RoutingConstraints constraints =
                new RoutingConstraints(ModelNeeds.NOTHING, RoutingRequirements.NONE, List.of(), keyPolicy);
        return router.route(constraints, name).targets().stream()
                .map(Target::dropPolicy)
                .toList();
    }
}
