package dev.tollgate.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.fake.SampleRequests;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.RoutingRequirements;
import dev.tollgate.provider.DataTerms;
import dev.tollgate.provider.DropPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The object {@code provider} in a request's body, as callers of OpenRouter write it. */
class ProviderPreferenceTest {
    private final RouterFixture fixture = new RouterFixture()
            .provider("p", new DataTerms(Set.of(), true, true), null)
            .provider("q", new DataTerms(Set.of(), true, false), null)
            .provider("r", null, null)
            .alias("all", null, List.of("p/a", "q/a", "p/b", "r/c"));

    ProviderPreferenceTest() {
        fixture.facts.rate("p/a", "2", "8").rate("q/a", "1", "4").rate("p/b", "0.5", "2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                  | p/a q/a p/b r/c
            {"order":["r","p/b"]}                               | r/c p/b p/a q/a
            {"order":["r","p/b"],"allow_fallbacks":false}       | r/c p/b
            {"only":["q","r"],"order":null}                     | q/a r/c
            {"ignore":["p"]}                                    | q/a r/c
            {"sort":"price"}                                    | p/b q/a p/a r/c
            {"sort":"price","order":["p"]}                      | p/b p/a q/a r/c
            {"max_price":{"prompt":1}}                          | q/a p/b
            {"max_price":{"completion":"2.5","prompt":null}}    | p/b
            {"max_price":{}}                                    | p/a q/a p/b r/c
            {"data_collection":"deny"}                          | p/a q/a p/b
            {"data_collection":"allow","zdr":false}             | p/a q/a p/b r/c
            {"zdr":true}                                        | p/a p/b
            {"zdr":true,"max_price":{"prompt":0.5}}             | p/b
            """)
    void theObjectChoosesAmongTheTargetsAndOrdersThem(String provider, String targets) {
        assertThat(fixture.targets(preferring(null, provider), "all")).containsExactly(targets.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"sort\":\"throughput\"}", "{\"sort\":\"latency\"}"})
    void bothSortsBySpeedAreTheGatewaysOne(String provider) {
        assertThat(RoutePreference.ofBody(request(provider)).flatMap(RoutePreference::strategy))
                .contains(RoutingStrategy.FASTEST);
    }

    @Test
    void withoutOthersAndAnOrderOnlyTheFirstTargetCounts() {
        assertThat(RoutePreference.ofBody(request("{\"allow_fallbacks\":false}")))
                .get()
                .matches(RoutePreference::firstOnly);
        assertThat(RoutePreference.ofBody(request("{\"allow_fallbacks\":false,\"order\":[\"p\"]}")))
                .get()
                .matches(preference -> !preference.firstOnly());
    }

    @Test
    void ifEveryParameterIsRequiredNoTargetMayDropOne() {
        assertThat(fixture.route(preferring(null, "{\"require_parameters\":true}"), "all")
                        .targets())
                .extracting(Target::dropPolicy)
                .containsOnly(DropPolicy.NOTHING);
        assertThat(fixture.route(preferring(null, "{}"), "p/a").targets())
                .extracting(Target::dropPolicy)
                .doesNotContain(DropPolicy.NOTHING);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            only=p,q          | {"only":["q","r"]}      | q/a
            ignore=q          | {"ignore":["r"]}        | p/a p/b
            order=r           | {"order":["q"]}         | r/c q/a p/a p/b
            strategy=ordered  | {"sort":"price"}        | p/a q/a p/b r/c
            max-price=1/4     | {"zdr":true}            | p/b
            """)
    void theHeaderComesFirstAndNeitherWidensTheOther(String header, String provider, String targets) {
        assertThat(fixture.targets(preferring(header, provider), "all")).containsExactly(targets.split(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                                  | provider                      | INVALID_VALUE
            "openai"                            | provider                      | INVALID_VALUE
            {"order":"openai"}                  | provider.order                | INVALID_VALUE
            {"only":[1]}                        | provider.only                 | INVALID_VALUE
            {"only":[""]}                       | provider.only                 | INVALID_VALUE
            {"ignore":["p/typo"]}               | provider.ignore               | INVALID_VALUE
            {"order":["nobody"]}                | provider.order                | INVALID_VALUE
            {"sort":"quality"}                  | provider.sort                 | INVALID_VALUE
            {"sort":{"by":"price"}}             | provider.sort                 | INVALID_VALUE
            {"zdr":"yes"}                       | provider.zdr                  | INVALID_VALUE
            {"allow_fallbacks":0}               | provider.allow_fallbacks      | INVALID_VALUE
            {"require_parameters":1}            | provider.require_parameters   | INVALID_VALUE
            {"data_collection":"never"}         | provider.data_collection      | INVALID_VALUE
            {"max_price":2}                     | provider.max_price            | INVALID_VALUE
            {"max_price":{"prompt":-1}}         | provider.max_price.prompt     | INVALID_VALUE
            {"max_price":{"prompt":true}}       | provider.max_price.prompt     | INVALID_VALUE
            {"max_price":{"request":1}}         | provider.max_price.request    | UNSUPPORTED_PARAMETER
            {"quantizations":["fp8"]}           | provider.quantizations        | UNSUPPORTED_PARAMETER
            {"fallback":true}                   | provider.fallback             | UNSUPPORTED_PARAMETER
            """)
    void whatCannotBeReadIsRefusedByItsName(String provider, String param, ErrorKind kind) {
        GatewayException failure =
                catchThrowableOfType(GatewayException.class, () -> fixture.targets(preferring(null, provider), "all"));

        assertThat(failure.param()).isEqualTo(param);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessageContaining("'" + param + "'");
    }

    @Test
    void itNeverGoesBeyondKeyAndAlias() {
        assertThat(fixture.failure(preferring(null, "{\"only\":[\"r\"]}"), "p/a"))
                .hasMessage(
                        "No target of the model 'p/a' can serve this request: p/a (not chosen by the field 'provider').")
                .returns("provider", GatewayException::param);
        assertThat(fixture.failure(preferring(null, "{\"zdr\":true}"), "q/a"))
                .hasMessage("No target of the model 'q/a' can serve this request: q/a (the field 'provider' requires"
                        + " zero_retention).");
    }

    static RoutingConstraints preferring(String header, String provider) {
        return new RoutingConstraints(
                ModelNeeds.NOTHING,
                RoutingRequirements.NONE,
                Stream.of(RoutePreference.ofHeader(header), RoutePreference.ofBody(request(provider)))
                        .flatMap(Optional::stream)
                        .toList());
    }

    private static ChatRequest request(String provider) {
        try {
            JsonNode object = JsonCodec.mapper().readTree(provider);
            return SampleRequests.of("hello").withExtra(Map.of("provider", object));
        } catch (JsonProcessingException invalid) {
            throw new IllegalArgumentException(invalid);
        }
    }
}
