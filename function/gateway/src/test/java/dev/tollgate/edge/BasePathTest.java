package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.fake.GatewayConfigs;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway at {@code https://api.example.com/ai/llm/v1}, and not at the root of its domain. */
@QuarkusTest
@TestProfile(BasePathTest.BelowAPath.class)
final class BasePathTest extends GatewayTest {

    /** A gateway below two segments. */
    public static final class BelowAPath implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tollgate.endpoint.base-path", "/ai/llm");
        }
    }

    @BeforeEach
    void aProvider() {
        routes.provider("below", upstream.answers("below", Replies.hello()));
    }

    @Test
    void requestsAreServedBelowThePathAndWithoutIt() throws IOException {
        for (String base : List.of("/ai/llm/v1", "/ai/llm", "/v1", "")) {
            assertThat(posted(base + "/chat/completions", question("below/m")))
                    .as(base)
                    .contains("200", "Hello");
            assertThat(posted(base + "/chat/completions", streamedQuestion("below/m")))
                    .as(base)
                    .contains("200")
                    .endsWith("data: [DONE]\n\n");
        }
        assertThat(read(client.request("/ai/llm/health"))).startsWith("200");
    }

    @Test
    void theQueryStays() throws IOException {
        String query = "/v1/usage?group_by=nothing&x=%26";
        assertThat(read(client.request("/ai/llm" + query)))
                .isEqualTo(read(client.request(query)))
                .startsWith("400")
                .contains("'x'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ai/llm", "/ai/llmv1/models", "/ai/v1/models", "/ai/llm/ai/llm/v1/models"})
    void anyOtherPathIsNoPath(String path) throws IOException {
        assertThat(read(client.request(path))).startsWith("404");
    }

    private String posted(String path, String json) throws IOException {
        return read(
                client.request(path).header("content-type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    /** The status and the body. {@code docs/openapi.yaml} describes the gateway's own paths only. */
    private static String read(HttpRequest.Builder request) throws IOException {
        HttpResponse<InputStream> response = GatewayClient.open(request);
        try (InputStream body = response.body()) {
            return response.statusCode() + " " + new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"llm", "/", "/llm/", "/a b", "/a//b", "/a?b", "/%61"})
    void aSettingThatIsNoPathIsRefused(String path) {
        assertThatThrownBy(() ->
                        new BasePathFilter(GatewayConfigs.ofEndpoint(Map.of("tollgate.endpoint.base-path", path))))
                .hasMessageContaining("expected a path such as /llm");
    }
}
