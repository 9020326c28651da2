package dev.tollgate.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.openai.RoutingRequirements;
import dev.tollgate.provider.DataTerms;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where a request goes that a budget would refuse otherwise. */
class RouteWhenSpentTest {
    private static final DataTerms EUROPEAN = new DataTerms(Set.of("eu"), false, false);

    private final RouterFixture fixture =
            new RouterFixture().provider("eu", EUROPEAN, Map.of()).provider("any", DataTerms.UNKNOWN, Map.of());

    @Test
    void theRequestedAliasSaysWhere() {
        fixture.alias("small", RoutingRequirements.NONE, List.of("any/tiny", "any/mini"))
                .switching("chat", RoutingRequirements.NONE, "any/large", "small", "any/nano");

        Route route = fixture.route(RoutingConstraints.NONE, "chat");

        assertThat(names(route)).containsExactly("any/large");
        assertThat(names(route.whenSpent().orElseThrow())).containsExactly("any/tiny", "any/mini", "any/nano");
        assertThat(route.whenSpent().orElseThrow().alias()).isEqualTo("chat");
        assertThat(fixture.route(RoutingConstraints.NONE, "small").whenSpent()).isEmpty();
        assertThat(fixture.route(RoutingConstraints.NONE, "any/large").whenSpent())
                .isEmpty();
    }

    @Test
    void itMeetsWhatTheAliasRequires() {
        RoutingRequirements inEurope = new RoutingRequirements(Set.of("eu"), false, false, null, false);
        fixture.switching("chat", inEurope, "eu/large", "any/small", "eu/small")
                .switching("nowhere", inEurope, "eu/large", "any/small");

        assertThat(names(fixture.route(RoutingConstraints.NONE, "chat")
                        .whenSpent()
                        .orElseThrow()))
                .containsExactly("eu/small");
        assertThat(fixture.route(RoutingConstraints.NONE, "nowhere").whenSpent())
                .isEmpty();
    }

    private static List<String> names(Route route) {
        return route.targets().stream().map(target -> target.name().toString()).toList();
    }
}
