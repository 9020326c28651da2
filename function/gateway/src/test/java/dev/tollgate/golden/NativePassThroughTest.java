package dev.tollgate.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.Response;
import dev.tollgate.fake.InMemoryKeys;
import dev.tollgate.fake.InMemoryRoutingTables;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.SseParser;
import dev.tollgate.upstream.FakeUpstream;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever Anthropic replies, its own clients get the same bytes. */
@QuarkusTest
final class NativePassThroughTest {
    /** Their replies are no answers, or have counts that are no numbers. */
    private static final Set<String> OTHERS = Set.of("error-behind-200", "error-before-first-chunk", "usage-that-lies");

    private static FakeUpstream upstream;
    private static List<Provider> providers;

    @TestHTTPResource
    URI base;

    @Inject
    InMemoryKeys keys;

    @Inject
    InMemoryRoutingTables routes;

    private GatewayClient client;

    @BeforeAll
    static void startUpstream() {
        upstream = new FakeUpstream(new GoldenReply());
        providers = GoldenCases.providers(upstream.uri(""));
    }

    @AfterAll
    static void stopUpstream() {
        upstream.close();
    }

    @BeforeEach
    void openGateway() {
        providers.forEach(routes::provider);
        client = new GatewayClient(base, keys.open("native"));
    }

    static Stream<GoldenCase> whole() {
        return answered("reply.json");
    }

    @ParameterizedTest
    @MethodSource("whole")
    void aWholeReplyPassesAsItIs(GoldenCase golden) {
        assertThat(ask(golden, ReplyCut.EVERY_7_BYTES, "").body())
                .isEqualTo(new String(golden.bytes("reply.json"), StandardCharsets.UTF_8));
    }

    static Stream<GoldenCase> streamed() {
        return answered("reply.sse").filter(golden -> new String(golden.bytes("reply.sse"), StandardCharsets.UTF_8)
                .contains("message_stop"));
    }

    @ParameterizedTest
    @MethodSource("streamed")
    void eachEventPassesAsItIs(GoldenCase golden) {
        Response response = ask(golden, ReplyCut.EVERY_7_BYTES, ",\"stream\":true");
        assertThat(new SseParser().feed(response.body().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new SseParser().feed(golden.bytes("reply.sse")));
    }

    private static Stream<GoldenCase> answered(String file) {
        return GoldenCases.of(GoldenApi.CHAT).stream()
                .filter(golden -> golden.provider().equals("anthropic"))
                .filter(golden -> golden.has(file) && !golden.has("reply.status"))
                .filter(golden -> !OTHERS.contains(golden.name()));
    }

    private Response ask(GoldenCase golden, ReplyCut cut, String more) {
        return client.post(
                "/v1/messages",
                "{\"model\":\"" + GoldenCases.providerName(golden, cut)
                        + "/claude-haiku-4-5\",\"max_tokens\":64,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]"
                        + more + "}");
    }
}
