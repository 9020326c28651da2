package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.fake.GatewayConfigs;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
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
    void requestsAreServedBelowThePathAndWithoutIt() {
        for (String base : new String[] {"/ai/llm/v1", "/ai/llm", "/v1", ""}) {
            Response whole = client.post(base + "/chat/completions", question("below/m"));
            assertThat(whole.body()).as(base).contains("Hello");
            assertThat(whole.requestId()).startsWith("req_");
            assertThat(client.post(base + "/chat/completions", streamedQuestion("below/m"))
                            .body())
                    .as(base)
                    .endsWith("data: [DONE]\n\n");
        }
        assertThat(client.get("/ai/llm/health").status()).isEqualTo(200);
    }

    @Test
    void theQueryStays() {
        Response refused = client.get("/ai/llm/v1/usage?group_by=nothing&x=%26");
        assertThat(refused.body())
                .isEqualTo(client.get("/v1/usage?group_by=nothing&x=%26").body());
        assertThat(refused.body()).contains("group_by");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ai/llm", "/ai/llmv1/models", "/ai/v1/models", "/ai/llm/ai/llm/v1/models"})
    void anyOtherPathIsNoPath(String path) {
        assertThat(client.get(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"llm", "/", "/llm/", "/a b", "/a//b", "/a?b", "/%61"})
    void aSettingThatIsNoPathIsRefused(String path) {
        assertThatThrownBy(() ->
                        new BasePathFilter(GatewayConfigs.ofEndpoint(Map.of("tollgate.endpoint.base-path", path))))
                .hasMessageContaining("expected a path such as /llm");
    }
}
