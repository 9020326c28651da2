package dev.tollgate.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.MaxPrice;
import dev.tollgate.openai.RoutingRequirements;
import dev.tollgate.provider.DataTerms;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers prefer about their route. */
class RoutePreferenceTest {
    private final RouterFixture fixture = new RouterFixture()
            .provider("p", null, null)
            .provider("q", null, null)
            .provider("r", null, null)
            .alias("all", null, List.of("p/a", "q/a", "p/b", "r/c"), "groq/last");

    RoutePreferenceTest() {
        fixture.facts.rate("p/a", "2", "8").rate("q/a", "1", "4").rate("p/b", "0.5", "2");
    }

    @Test
    void everyEntryIsRead() {
        assertThat(RoutePreference.ofHeader(
                        " Order = q , p/b ;only=p,q,r; ignore=p/a,groq;strategy=cheapest; max-price=0.5/2; "))
                .contains(new RoutePreference(
                        PreferenceSource.HEADER,
                        List.of("q", "p/b"),
                        Set.of("p", "q", "r"),
                        Set.of("p/a", "groq"),
                        Optional.of(RoutingStrategy.CHEAPEST),
                        RoutingRequirements.of(new MaxPrice(new BigDecimal("0.5"), new BigDecimal("2"))),
                        false,
                        false));
        assertThat(RoutePreference.ofHeader("max-price=2").orElseThrow().require())
                .isEqualTo(RoutingRequirements.of(new MaxPrice(BigDecimal.TWO, BigDecimal.TWO)));
    }

    @Test
    void aRequestMayRequireMoreThanItsKey() {
        assertThat(RoutePreference.ofHeader("regions=eu,ch; require=no-training,zero-retention; max-price=2")
                        .orElseThrow()
                        .require())
                .isEqualTo(new RoutingRequirements(
                        Set.of("eu", "ch"), true, true, new MaxPrice(BigDecimal.TWO, BigDecimal.TWO)));
        RouterFixture terms = new RouterFixture()
                .provider("home", new DataTerms(Set.of("eu"), true, true), Map.of())
                .provider("away", new DataTerms(Set.of("us"), true, false), Map.of())
                .alias("both", null, List.of("away/a", "home/a"));

        assertThat(terms.targets(preferring("regions=eu"), "both")).containsExactly("home/a");
        assertThat(terms.targets(preferring("require=zero-retention"), "both")).containsExactly("home/a");
        assertThat(terms.targets(preferring("require=no-training"), "both")).containsExactly("away/a", "home/a");
        assertThat(terms.failure(preferring("regions=eu"), "away/a"))
                .returns("x-tollgate-route", GatewayException::param)
                .hasMessageContaining("away/a (the header requires regions ");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", ";"})
    void anEmptyHeaderIsNoPreference(String text) {
        assertThat(fixture.targets(preferring(text), "all")).containsExactly("p/a", "q/a", "p/b", "r/c", "groq/last");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            only=q                              | q/a
            only=p/b,r                          | p/b r/c
            ignore=p                            | q/a r/c groq/last
            ignore=p/a,groq/last                | q/a p/b r/c
            order=r,p/b                         | r/c p/b p/a q/a groq/last
            order=groq                          | groq/last p/a q/a p/b r/c
            only=p,q; ignore=q/a                | p/a p/b
            order=p/b; only=p                   | p/b p/a
            max-price=1/4                       | q/a p/b
            max-price=2                         | p/b
            strategy=cheapest                   | p/b q/a p/a r/c groq/last
            strategy=cheapest; order=p          | p/b p/a q/a r/c groq/last
            """)
    void aPreferenceChoosesAmongTheTargetsAndOrdersThem(String header, String targets) {
        assertThat(fixture.targets(preferring(header), "all")).containsExactly(targets.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openai",
                "prefer=p",
                "only=",
                "only",
                "only=p,,q",
                "only=p q",
                "only=p; only=q",
                "strategy=quickest",
                "strategy=CHEAPEST",
                "max-price=low",
                "max-price=-1",
                "max-price=1/",
                "max-price=1e3",
                "require=zdr",
                "require=",
                "regions=eu,,us",
                "order=nobody",
                "ignore=nobody/m",
                "ignore=p/typo",
                "only=/",
                "only=p/",
            })
    void anInvalidEntryOrAnUnknownNameIsRejectedWithTheHeadersName(String header) {
        assertThatThrownBy(() -> fixture.targets(preferring(header), "all"))
                .isInstanceOf(GatewayException.class)
                .hasFieldOrPropertyWithValue("kind", ErrorKind.INVALID_VALUE)
                .hasFieldOrPropertyWithValue("param", "x-tollgate-route")
                .hasMessageStartingWith("The header x-tollgate-route ");
    }

    @Test
    void aPreferenceNeverAddsATarget() {
        assertThat(fixture.failure(preferring("only=groq/last"), "p/a"))
                .hasMessage("No target of the model 'p/a' can serve this request: p/a (not chosen by the header).")
                .returns(ErrorKind.INVALID_VALUE, GatewayException::kind)
                .returns("x-tollgate-route", GatewayException::param);
        assertThat(fixture.failure(preferring("max-price=0.1"), "p/b"))
                .hasMessage(
                        "No target of the model 'p/b' can serve this request: p/b (the header requires max_price 0.1/0.1,"
                                + " it costs 0.5/2).");
    }

    private static RoutingConstraints preferring(String header) {
        return new RoutingConstraints(
                ModelNeeds.NOTHING,
                RoutingRequirements.NONE,
                RoutePreference.ofHeader(header).stream().toList());
    }
}
