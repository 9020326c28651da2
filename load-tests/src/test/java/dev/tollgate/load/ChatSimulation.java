package dev.tollgate.load;

import static io.gatling.javaapi.core.CoreDsl.RawFileBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.nio.file.Path;

/** Sends an exact number of chat requests, whole and streamed in turn, on a few kept-alive connections. */
public final class ChatSimulation extends Simulation {
    private static final int CONNECTIONS = Integer.getInteger("load.connections");
    private static final int REQUESTS = Integer.getInteger("load.requests");
    private static final Path FOLDER = Path.of(System.getProperty("load.folder"));

    private final HttpProtocolBuilder gateway = http.baseUrl(System.getProperty("load.url"))
            .authorizationHeader("Bearer " + System.getenv("LOAD_KEY_LIMITED"))
            .contentTypeHeader("application/json");

    private final ScenarioBuilder callers = scenario("callers")
            .repeat(REQUESTS / CONNECTIONS / 2)
            .on(
                    request("whole", jmesPath("usage.total_tokens").ofInt().is(ExpectedUsage.TOKENS)),
                    request(
                            "stream",
                            bodyString().transform(ChatSimulation::complete).is(true)));

    public ChatSimulation() {
        setUp(callers.injectOpen(atOnceUsers(CONNECTIONS)).protocols(gateway))
                .assertions(
                        global().allRequests().count().is((long) REQUESTS),
                        global().failedRequests().count().is(0L));
    }

    private static HttpRequestActionBuilder request(String kind, CheckBuilder check) {
        return http(kind)
                .post("/v1/chat/completions")
                .body(RawFileBody(FOLDER.resolve(kind + ".json").toString()))
                .check(status().is(200), check);
    }

    /** Whether the stream is complete. A broken stream has no such end. */
    private static boolean complete(String events) {
        return events.endsWith("data: [DONE]\n\n") && !events.contains("\"error\"");
    }
}
