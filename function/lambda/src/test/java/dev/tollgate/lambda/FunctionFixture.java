package dev.tollgate.lambda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The packaged function as a process, between a fake Runtime API, tables of its own and a provider that waits. */
abstract class FunctionFixture {
    static final long TIMEOUT_MILLIS = 60_000;
    static final String CHAT = "POST /v1/chat/completions";
    static final String REQUEST =
            "{\"model\":\"held/m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Go on.\"}]}";

    final FakeRuntimeApi api = new FakeRuntimeApi();
    HeldProvider provider;
    FunctionTables tables;
    FunctionProcess function;

    @BeforeEach
    void prepare() throws IOException {
        provider = new HeldProvider();
        tables = new FunctionTables(provider.url());
    }

    @AfterEach
    void end() throws IOException {
        function.close();
        tables.close();
        provider.close();
        api.close();
    }

    void start(Map<String, String> environment) throws IOException {
        function = FunctionProcess.start(api, tables, environment);
    }

    /** Sends an event in the format of a function URL. */
    void event(String id, int seconds, String request, String body) {
        String[] parts = request.split(" ", 2);
        api.event(
                id,
                Instant.now().plusSeconds(seconds).toEpochMilli(),
                "{\"version\":\"2.0\",\"rawPath\":\"%s\",\"rawQueryString\":\"\",\"headers\":{\"content-type\":\"application/json\","
                                .formatted(parts[1])
                        + "\"authorization\":\"Bearer %s\"},\"requestContext\":{\"http\":{\"method\":\"%s\"}},"
                                .formatted(FunctionTables.KEY, parts[0])
                        + "\"body\":\"%s\",\"isBase64Encoded\":true}"
                                .formatted(Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8))));
    }
}
