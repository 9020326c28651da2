package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.fake.InMemoryEnvironment;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Providers of the catalogue, with nothing configured but the environment. */
@QuarkusTest
final class CatalogCallTest extends GatewayTest {
    @Inject
    InMemoryEnvironment environment;

    @AfterEach
    void forget() {
        environment.clear();
    }

    @Test
    void aProviderOfTheEnvironmentAnswersAndGetsWhatItTakes() {
        environment.set(
                "LMSTUDIO_BASE_URL", upstream.answers("local", Replies.hello()).toString());
        Response response = client.chat(question("lmstudio/m").replaceFirst("}$", ",\"max_completion_tokens\":9}"));
        assertThat(response.status()).isEqualTo(200);
        assertThat(attempts(response)).containsExactly("lmstudio answered");
        assertThat(upstream.received("local").getLast().body())
                .isEqualTo(
                        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Say hello.\"}],\"max_tokens\":9}");
    }

    @Test
    void withoutItsVariableItDoesNotExist() {
        assertThat(client.chat(question("lmstudio/m")).status()).isEqualTo(404);
    }

    @Test
    void theTablesOwnGoFirst() {
        environment.set(
                "VLLM_BASE_URL", upstream.answers("wrong", Replies.hello()).toString());
        routes.provider("vllm", upstream.answers("right", Replies.hello()));
        assertThat(client.chat(question("vllm/m")).status()).isEqualTo(200);
        assertThat(upstream.received("right")).hasSize(1);
        assertThat(upstream.received("wrong")).isEmpty();
    }

    @Test
    void anAliasMayHaveItAsATarget() {
        environment.set(
                "OLLAMA_BASE_URL", upstream.answers("ollama", Replies.hello()).toString());
        routes.alias("home", "groq/g", "ollama/o");
        assertThat(attempts(client.chat(question("home")))).containsExactly("ollama answered");
    }

    @Test
    void whatItIsPricedForIsListedWithItsContextWindow() {
        environment.set("CEREBRAS_API_KEY", "csk-1");
        List<JsonNode> listed = client.get("/v1/models").json().findParents("owned_by").stream()
                .filter(model -> model.path("owned_by").asText().equals("cerebras"))
                .toList();
        assertThat(listed)
                .isNotEmpty()
                .allMatch(model -> model.path("context_window").asInt() > 8_000);
        JsonNode single = client.get("/v1/models/cerebras/gpt-oss-120b").json();
        assertThat(single).isIn(listed);
        assertThat(single.path("context_window").asInt()).isEqualTo(131_072);
    }
}
