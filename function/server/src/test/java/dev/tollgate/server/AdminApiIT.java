package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The admin API of the packaged server, from a token to a deleted key. */
@Tag("server")
class AdminApiIT {
    private static final String TOKEN = "a-token-for-tests-of-32-characters";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.with("""
                aliases:
                  demo: { targets: [ { model: echo/echo-1 } ] }
                  other: { targets: [ { model: echo/echo-1 } ] }
                """, "TOLLGATE_ADMIN_TOKEN", TOKEN);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void aTeamGetsAKeyThatIsUsedSeenRotatedDisabledAndDeleted() throws IOException, InterruptedException {
        assertThat(call("GET", "/admin/v1/me", "").get("role").asText()).isEqualTo("admin");
        call("POST", "/admin/v1/teams", "{\"id\": \"search\", \"aliases\": [\"demo\"]}");
        String secret = call("POST", "/admin/v1/keys", "{\"id\": \"search-app\", \"team\": \"search\"}")
                .get("secret")
                .asText();

        // The gateway goes on for a moment with the configuration that it has read, without the team.
        await().until(() -> !models(secret).contains("other"));
        assertThat(chat(secret, "demo")).isEqualTo(200);
        assertThat(chat(secret, "other")).isEqualTo(403);

        // The record is written while the client already has its answer.
        JsonNode request = await().until(
                        () -> call("GET", "/admin/v1/requests?key=search-app", "")
                                .get("data"),
                        list -> list.size() == 1)
                .get(0);
        assertThat(request.get("status").asInt()).isEqualTo(200);
        assertThat(request.get("team").asText()).isEqualTo("search");
        JsonNode whole = call("GET", "/admin/v1/requests/" + request.get("id").asText(), "");
        assertThat(whole.get("attempts").get(0).get("target").asText()).isEqualTo("echo/echo-1");
        JsonNode usage = call("GET", "/admin/v1/usage?group_by=hour,team,alias", "");
        assertThat(usage.get("data").get(0).get("group").get("team").asText()).isEqualTo("search");
        assertThat(usage.get("totals").get("requests").asInt()).isEqualTo(1);
        assertThat(usage.get("totals").get("duration_ms").get("p95").isNumber()).isTrue();
        assertThat(call("GET", "/admin/v1/usage?group_by=team&team=nobody", "").get("data"))
                .isEmpty();

        String fresh = call("POST", "/admin/v1/keys/search-app/rotate", "{}")
                .get("secret")
                .asText();
        assertThat(chat(fresh, "demo")).isEqualTo(200);
        call("POST", "/admin/v1/keys/search-app/disable", "");
        assertThat(send("DELETE", "/admin/v1/keys/search-app", "", Map.of("if-match", "3"))
                        .statusCode())
                .isEqualTo(204);
        String never = call("POST", "/admin/v1/keys", "{\"id\": \"disabled\", \"disabled\": true}")
                .get("secret")
                .asText();
        assertThat(chat(never, "demo")).isEqualTo(403);

        JsonNode audit = call("GET", "/admin/v1/audit?object=search-app", "").get("data");
        assertThat(audit.findValuesAsText("action")).containsExactly("delete", "disable", "retire", "rotate", "create");
    }

    @Test
    void nobodyGetsInWithoutTheToken() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(gateway.url().resolve("/admin/v1/keys")).build();
        assertThat(CLIENT.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    }

    private static String models(String secret) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(gateway.url().resolve("/v1/models"))
                .header("authorization", "Bearer " + secret)
                .build();
        return CLIENT.send(request, BodyHandlers.ofString()).body();
    }

    private static int chat(String secret, String model) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(gateway.url().resolve("/v1/chat/completions"))
                .header("authorization", "Bearer " + secret)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"model\": \"" + model + "\", \"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}]}"))
                .build();
        return CLIENT.send(request, BodyHandlers.ofString()).statusCode();
    }

    private static JsonNode call(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = send(method, path, body, Map.of());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return JSON.readTree(response.body());
    }

    private static HttpResponse<String> send(String method, String path, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        URI url = gateway.url().resolve(path);
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .header("authorization", "Bearer " + TOKEN)
                .header("content-type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
