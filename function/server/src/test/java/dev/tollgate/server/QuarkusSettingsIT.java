package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** A setting of Quarkus from the environment counts, although a native function has read Quarkus' settings when it was built. */
class QuarkusSettingsIT {
    @Test
    void theLargestBodyIsTheOneOfTheEnvironment() throws Exception {
        try (RunningGateway gateway = RunningGateway.with(
                        "keys: { client: { secret: sk-it-client } }", "QUARKUS_HTTP_LIMITS_MAX_BODY_SIZE", "1K");
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(status(client, gateway, 100)).isEqualTo(404);
            assertThat(status(client, gateway, 2_000)).isEqualTo(413);
        }
    }

    /** Of a request for a model that nobody knows. */
    private static int status(HttpClient client, RunningGateway gateway, int characters)
            throws IOException, InterruptedException {
        String body = "{\"model\":\"unknown\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                .formatted("x".repeat(characters));
        HttpRequest request = HttpRequest.newBuilder(gateway.url().resolve("/v1/chat/completions"))
                .header("authorization", "Bearer sk-it-client")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }
}
