package dev.tollgate.server;

import dev.tollgate.client.GatewayClient;
import dev.tollgate.golden.GoldenCase;
import dev.tollgate.golden.GoldenCases;
import dev.tollgate.golden.GoldenCheck;
import dev.tollgate.golden.GoldenReply;
import dev.tollgate.golden.GoldenRun;
import dev.tollgate.golden.RecordedUsage;
import dev.tollgate.golden.ReplyCut;
import dev.tollgate.golden.RequestForm;
import dev.tollgate.upstream.FakeUpstream;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Runs the golden cases against the packaged gateway, with usage records in DynamoDB. Finds what packaging left out. */
class GoldenIT {
    private static final String KEY = "sk-it-golden";

    private static FakeUpstream upstream;
    private static RunningGateway gateway;
    private static DynamoDbClient tables;
    private static GoldenRun run;
    private static Instant askedFrom;

    @BeforeAll
    static void start() {
        upstream = new FakeUpstream(new GoldenReply());
        gateway = RunningGateway.with(GoldenManifest.config(upstream.uri(""), KEY));
        tables = UsageTable.client(gateway.dynamoDb());
        run = new GoldenRun(new GatewayClient(gateway.url(), KEY), upstream, GoldenIT::settled);
    }

    @AfterAll
    static void stop() {
        tables.close();
        gateway.close();
        upstream.close();
    }

    @BeforeEach
    void note() {
        askedFrom = Instant.now();
    }

    static Stream<Arguments> requests() {
        return GoldenCases.all().stream()
                .flatMap(golden -> golden.forms().stream().map(form -> Arguments.of(golden, form)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("requests")
    void theResponseMatchesTheGoldenCase(GoldenCase golden, RequestForm form) {
        new GoldenCheck(golden).verify(form, run.ask(golden, form, ReplyCut.WHOLE));
    }

    private static RecordedUsage settled(String requestId) {
        return new UsageTable(tables, "golden").settled(requestId, askedFrom);
    }
}
