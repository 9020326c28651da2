package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.Response;
import dev.tollgate.dynamodb.DynamoDbLocal;
import dev.tollgate.dynamodb.TableFile;
import dev.tollgate.strict.BatchAnswers;
import dev.tollgate.strict.StrictBatches;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the packaged function calls in each of its roles, seen by a recorder in front of AWS. In an account, a call that
 * the role of the template has no right to would fail.
 */
class RoleRightsIT {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final String SECRET = "sk-role-rights-it";
    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:budgets";
    private static final String CHAT = """
            {"model": "%s", "messages": [{"role": "user", "content": "Hi"}]}""";
    private static final String LINE = """
            {"custom_id": "a", "method": "POST", "url": "/v1/chat/completions", "body": {"model": "batches/any", "messages": [{"role": "user", "content": "Hi"}]}}
            """;

    private final ScriptedProvider provider = new ScriptedProvider();
    private final StrictBatches batches = new StrictBatches();
    private DynamoDbLocal dynamo;
    private DynamoDbClient client;
    private TableRecorder tables;
    private AwsServices services;

    @BeforeEach
    void start() throws IOException {
        dynamo = DynamoDbLocal.inMemory();
        client = dynamo.client();
        services = new AwsServices(Map.of("/it/openai", "sk-from-ssm"));
        tables = TableRecorder.before(dynamo.endpoint());
        TableFile.read().createIn(client);
        RoleFunction.apply(
                dynamo.endpoint(),
                """
                providers:
                  whole: { kind: openai, base_url: "%s", api_key: "ssm:/it/openai", prices: { m: { input: 3, output: 7 } } }
                  hangs: { kind: openai, base_url: "%s", prices: { m: { input: 3, output: 7 } } }
                  batches: { kind: openai, base_url: "%s", api_key: env:IT_PROVIDER, quirks: { batches: true } }
                aliases:
                  cached: { targets: [ { model: whole/m } ], cache: { ttl: 1h } }
                keys:
                  it:
                    secret: env:IT_SECRET
                    log_prompts: true
                    responses: { store: true, background: true }
                    limits: { requests_per_minute: 100, tokens_per_minute: 1000000, concurrent: 5 }
                    budgets: [ { usd: 0.00001, per: day, hard: false } ]
                """.formatted(
                                provider.at("whole", ScriptedProvider.json(ProviderReplies.WHOLE_TEXT)),
                                provider.at(
                                        "hangs",
                                        ScriptedProvider.after(
                                                TIMEOUT.toMillis(), ScriptedProvider.json(ProviderReplies.WHOLE_TEXT))),
                                batches.uri("openai")),
                Map.of("IT_SECRET", SECRET, "IT_PROVIDER", "secret"));
    }

    @AfterEach
    void stop() {
        tables.close();
        services.close();
        client.close();
        dynamo.close();
        batches.close();
        provider.close();
    }

    /** Each right of the role has a use here, too. */
    @Test
    void theGatewayNeedsEachRightOfItsRoleAndNoOther() throws IOException {
        try (RoleFunction function = gateway(Map.of())) {
            GatewayClient caller = new GatewayClient(function.url(), SECRET);
            assertThat(caller.get("/health/ready").status()).isEqualTo(200);
            calls(caller);
            responses(caller);
            batch(function, caller);
            assertThat(caller.get("/v1/usage").status()).isEqualTo(200);

            Set<String> rights = RoleRights.of("gateway");
            // Only for records that are pending since a version without a journal.
            rights.remove("usage UpdateItem");
            // Only for calls at the same time, which one environment here does not have.
            rights.removeAll(Set.of("usage PartiQLInsert", "usage PartiQLUpdate"));
            await().atMost(TIMEOUT).untilAsserted(() -> {
                assertThat(tables.calls()).isEqualTo(rights);
                assertThat(services.calls())
                        .isEqualTo(Set.of("s3:PutObject prompts/tollgate", "ssm:GetParameter /it/openai"));
            });
        }
    }

    @Test
    void theSweepHasTheRightToWhatItCalls() throws IOException {
        leaveACallInFlight();
        client.putItem(put -> put.tableName("tollgate-usage")
                .item(Map.of(
                        "pk", AttributeValue.fromS("KEY#it#2026-11"),
                        "sk", AttributeValue.fromS("2026-11-24T00:00:00.000Z#req_older"),
                        "request_id", AttributeValue.fromS("req_older"),
                        "status", AttributeValue.fromS("pending"),
                        "pending", AttributeValue.fromS("7"),
                        "deadline", AttributeValue.fromS("2026-11-24T00:00:01.000Z"))));
        Set<String> recorded = new TreeSet<>();
        try (TableRecorder own = TableRecorder.before(dynamo.endpoint());
                RoleFunction function = RoleFunction.job(own.url(), Map.of())) {
            await().atMost(TIMEOUT).pollInterval(Duration.ofSeconds(10)).until(() -> {
                function.run("sweep");
                recorded.addAll(own.calls());
                return recorded.contains("usage PutItem") && recorded.contains("usage UpdateItem");
            });
        }
        assertThat(RoleRights.of("sweep")).containsAll(recorded);
        assertThat(recorded).contains("usage/index/pending Query", "usage DeleteItem", "counters UpdateItem");
    }

    @Test
    void theRollUpAndTheAlertsHaveTheRightToWhatTheyCall() throws IOException {
        try (RoleFunction function = gateway(Map.of())) {
            calls(new GatewayClient(function.url(), SECRET));
        }
        try (TableRecorder own = TableRecorder.before(dynamo.endpoint());
                RoleFunction function = RoleFunction.job(own.url(), Map.of())) {
            function.run("roll-up");
            await().atMost(TIMEOUT).until(() -> own.calls().contains("usage PutItem"));
            assertThat(RoleRights.of("roll-up")).containsAll(own.calls());
        }
        try (TableRecorder own = TableRecorder.before(dynamo.endpoint());
                RoleFunction function = RoleFunction.job(
                        own.url(),
                        Map.of("TOLLGATE_BUDGET_ALERTS_SNS_TOPIC", TOPIC, "AWS_ENDPOINT_URL_SNS", services.url()))) {
            function.run("budget-alerts");
            await().atMost(TIMEOUT).untilAsserted(() -> {
                assertThat(own.calls()).isEqualTo(RoleRights.of("budget-alerts"));
                assertThat(services.calls()).contains("sns:Publish " + TOPIC);
            });
        }
    }

    private RoleFunction gateway(Map<String, String> settings) throws IOException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("IT_PROVIDER", "secret");
        all.put("TOLLGATE_SSM_ENDPOINT", services.url());
        all.put("TOLLGATE_PROMPT_LOG", "s3://prompts/tollgate");
        all.put("TOLLGATE_PROMPT_LOG_ENDPOINT", services.url());
        return RoleFunction.gateway(tables.url(), all);
    }

    /** Calls with limits and a budget, one sent again under its idempotency key, and one answered from the cache. */
    private static void calls(GatewayClient caller) {
        String key = UUID.randomUUID().toString();
        for (String model : new String[] {"whole/m", "whole/m", "cached", "cached"}) {
            Response response = GatewayClient.send(caller.request("/v1/chat/completions")
                    .header("content-type", "application/json")
                    .header(
                            "idempotency-key",
                            model.equals("cached") ? UUID.randomUUID().toString() : key)
                    .POST(BodyPublishers.ofString(CHAT.formatted(model))));
            assertThat(response.status()).as(response.body()).isEqualTo(200);
        }
    }

    private static void responses(GatewayClient caller) {
        for (boolean background : new boolean[] {false, true}) {
            Response made = caller.post(
                    "/v1/responses", "{\"model\": \"whole/m\", \"input\": \"Hi\", \"background\": " + background + "}");
            assertThat(made.status()).as(made.body()).isEqualTo(200);
            String path = "/v1/responses/" + made.json().path("id").asText();
            await().atMost(TIMEOUT)
                    .until(() -> caller.get(path).json().path("status").asText().equals("completed"));
            assertThat(GatewayClient.send(caller.request(path).DELETE()).status())
                    .isEqualTo(200);
        }
    }

    private void batch(RoleFunction function, GatewayClient caller) {
        Response file = GatewayClient.send(caller.request("/v1/files")
                .header("content-type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString(String.join(
                        "\r\n",
                        "--x",
                        "content-disposition: form-data; name=\"purpose\"",
                        "",
                        "batch",
                        "--x",
                        "content-disposition: form-data; name=\"file\"; filename=\"a.jsonl\"",
                        "",
                        LINE,
                        "--x--",
                        ""))));
        assertThat(file.status()).as(file.body()).isEqualTo(200);
        String id = file.json().path("id").asText();
        Response batch = caller.post(
                "/v1/batches",
                "{\"input_file_id\": \"%s\", \"endpoint\": \"/v1/chat/completions\", \"completion_window\": \"24h\"}"
                        .formatted(id));
        assertThat(batch.status()).as(batch.body()).isEqualTo(200);
        batches.end((_, _) -> BatchAnswers.answered("Done."));
        function.run("batches");
        await().atMost(TIMEOUT)
                .until(() -> caller.get("/v1/batches/" + batch.json().path("id").asText())
                        .json()
                        .path("status")
                        .asText()
                        .equals("completed"));
        assertThat(caller.get("/v1/files").status()).isEqualTo(200);
        assertThat(caller.get("/v1/batches").status()).isEqualTo(200);
        assertThat(GatewayClient.send(caller.request("/v1/files/" + id).DELETE())
                        .status())
                .isEqualTo(200);
    }

    /** As an environment leaves it that dies during a request. */
    private void leaveACallInFlight() throws IOException {
        try (RoleFunction function = gateway(Map.of("TOLLGATE_REQUEST_TIMEOUT", "3s"))) {
            GatewayClient caller = new GatewayClient(function.url(), SECRET);
            Thread.ofVirtual().start(() -> caller.stream(CHAT.formatted("hangs/m")));
            await().atMost(TIMEOUT).until(this::hasACallInFlight);
            function.kill();
        }
        Instant overdue = Instant.now().plusSeconds(3);
        await().atMost(TIMEOUT).until(() -> Instant.now().isAfter(overdue));
    }

    private boolean hasACallInFlight() {
        return client.scan(scan -> scan.tableName("tollgate-usage")).items().stream()
                .anyMatch(item -> item.get("pk").s().startsWith("INFLIGHT#"));
    }
}
