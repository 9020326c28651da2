package dev.tollgate.client;

import dev.tollgate.bill.UsageRecord;
import dev.tollgate.fake.InMemoryKeys;
import dev.tollgate.fake.InMemoryRoutingTables;
import dev.tollgate.fake.InMemoryUsageLedger;
import dev.tollgate.upstream.FakeUpstream;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A gateway with its ports in memory, a fake provider behind it, and a client in front. */
public abstract class GatewayTest {
    protected static FakeUpstream upstream;

    @TestHTTPResource
    protected URI base;

    @Inject
    protected InMemoryKeys keys;

    @Inject
    protected InMemoryRoutingTables routes;

    @Inject
    protected InMemoryUsageLedger ledger;

    protected GatewayClient client;

    @BeforeAll
    static void startUpstream() {
        upstream = new FakeUpstream();
    }

    @AfterAll
    static void stopUpstream() {
        upstream.close();
    }

    @BeforeEach
    void openKey() {
        client = new GatewayClient(base, keys.open("tester"));
    }

    @AfterEach
    void repairStore() {
        keys.down(false);
        ledger.down(false);
        routes.down(false);
    }

    /** A question to this model. */
    protected static String question(String model) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Say hello.\"}]}";
    }

    /** The same, to be answered as a stream with its usage. */
    protected static String streamedQuestion(String model) {
        return question(model).replaceFirst("}$", ",\"stream\":true,\"stream_options\":{\"include_usage\":true}}");
    }

    /** Sends a request under an {@code Idempotency-Key}. */
    protected Response sendOnce(String path, String key, String body) {
        return GatewayClient.send(client.request(path)
                .header("content-type", "application/json")
                .header("idempotency-key", key)
                .POST(BodyPublishers.ofString(body)));
    }

    /** The providers that received the request, each with its outcome. */
    protected List<String> attempts(Response response) {
        return ledger.awaitSettled(response.requestId()).settlement().attempts().stream()
                .map(GatewayTest::attempt)
                .toList();
    }

    private static String attempt(UsageRecord.Attempt attempt) {
        return attempt.provider() + (attempt.error() == null ? " answered" : ": " + attempt.error());
    }
}
