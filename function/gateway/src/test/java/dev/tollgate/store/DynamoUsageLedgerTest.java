package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tollgate.bill.AttemptPurpose;
import dev.tollgate.bill.CallOutcome;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.RequestHold;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.bill.UsageRecord.Attempt;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.config.TrustedAuthorities;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.MediaUse;
import dev.tollgate.openai.ServerToolUse;
import dev.tollgate.openai.Usage;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoUsageLedgerTest {
    private static final Instant ACCEPTED = Instant.parse("2026-10-31T23:59:59.100Z");
    private static final UsageRecord PENDING = new UsageRecord(
            "req-1",
            "team-a",
            ACCEPTED,
            ACCEPTED.plusSeconds(600),
            "fast",
            Map.of("team", "a"),
            true,
            RequestHold.NONE,
            null);
    private static final Usage USAGE = new Usage(
                    10,
                    5,
                    15,
                    new Usage.PromptDetails(4L, 2L, 1L, null, null),
                    new Usage.CompletionDetails(2L, null, null, null, null),
                    new ServerToolUse(3, 0, 1, 0, 4).fields())
            .with(new MediaUse(2, 0, 5, 0));

    private final LocalTables tables = LocalTables.create();
    private final SteppingClock clock = new SteppingClock();
    private final DynamoUsageLedger ledger = new DynamoUsageLedger(tables.client(), tables.config(), clock);

    @Test
    void anAcceptedRequestIsInTheJournal() {
        ledger.writePending(PENDING);

        Map<String, AttributeValue> place = journal().getFirst();
        assertThat(items()).isEmpty();
        assertThat(place.get("pk").s()).matches("INFLIGHT#\\d+");
        assertThat(place.get("sk").s()).matches("[a-z0-9]{11}");
        assertThat(journal())
                .containsExactly(Map.ofEntries(
                        Map.entry("pk", place.get("pk")),
                        Map.entry("sk", place.get("sk")),
                        Map.entry(
                                "number",
                                AttributeValue.fromN("" + clock.instant().toEpochMilli())),
                        Map.entry("key_id", AttributeValue.fromS("team-a")),
                        Map.entry("request_id", AttributeValue.fromS("req-1")),
                        Map.entry("accepted_at", AttributeValue.fromS("2026-10-31T23:59:59.100Z")),
                        Map.entry("deadline", AttributeValue.fromS("2026-11-01T00:09:59.100Z")),
                        Map.entry("alias", AttributeValue.fromS("fast")),
                        Map.entry("streamed", AttributeValue.fromBool(true)),
                        Map.entry("tags", AttributeValue.fromM(Map.of("team", AttributeValue.fromS("a"))))));
    }

    @Test
    void whatIsHeldStandsInTheRecordUntilItIsSettled() {
        RequestHold.WindowHold window =
                new RequestHold.WindowHold("team-a", 1_761_955_199_100L, 352_391_039, 3, 1_200, 1);
        UsageRecord holding = new UsageRecord(
                "req-1",
                "team-a",
                ACCEPTED,
                ACCEPTED.plusSeconds(600),
                "fast",
                Map.of(),
                true,
                new RequestHold(List.of("BUDGET#KEY#team-a#month#UTC#2026-10-01#0"), 20_000, List.of(window)),
                null);
        Map<String, AttributeValue> budgets = Map.of(
                "budgets",
                AttributeValue.fromL(List.of(AttributeValue.fromS("BUDGET#KEY#team-a#month#UTC#2026-10-01#0"))),
                "reserved_micros",
                AttributeValue.fromN("20000"));

        ledger.writePending(holding);

        assertThat(journal()).singleElement().satisfies(item -> assertThat(item)
                .containsAllEntriesOf(budgets)
                .containsEntry(
                        "held",
                        AttributeValue.fromL(List.of(AttributeValue.fromM(Map.of(
                                "counter", AttributeValue.fromS("team-a"),
                                "era", AttributeValue.fromN("1761955199100"),
                                "slot", AttributeValue.fromN("352391039"),
                                "number", AttributeValue.fromN("3"),
                                "tokens", AttributeValue.fromN("1200"),
                                "concurrent", AttributeValue.fromN("1")))))));

        ledger.settle(holding.settled(settled(new Cost.Priced(1, "v")).settlement()));

        assertThat(items()).singleElement().satisfies(item -> assertThat(item)
                .containsAllEntriesOf(budgets)
                .doesNotContainKey("held"));
    }

    @Test
    void settlingCompletesTheRecord() {
        ledger.writePending(PENDING);
        ledger.settle(settled(new Cost.Priced(1234, "2026-11")));

        assertThat(items()).singleElement().satisfies(item -> assertThat(item)
                .containsEntry("status", AttributeValue.fromS("settled"))
                .containsEntry("settled_at", AttributeValue.fromS("2026-11-23T10:00:00.007Z"))
                .containsEntry("outcome", AttributeValue.fromS("complete"))
                .containsEntry("provider", AttributeValue.fromS("openai"))
                .containsEntry("model", AttributeValue.fromS("gpt-4o"))
                .containsEntry("prompt_tokens", AttributeValue.fromN("10"))
                .containsEntry("cached_tokens", AttributeValue.fromN("4"))
                .containsEntry("completion_tokens", AttributeValue.fromN("5"))
                .containsEntry("reasoning_tokens", AttributeValue.fromN("2"))
                .containsEntry("total_tokens", AttributeValue.fromN("15"))
                .containsEntry("cost_micros", AttributeValue.fromN("1234"))
                .containsEntry("charge_micros", AttributeValue.fromN("1234"))
                .containsEntry("price_version", AttributeValue.fromS("2026-11"))
                .containsEntry("estimated", AttributeValue.fromBool(false))
                .containsEntry("total_ms", AttributeValue.fromN("900"))
                .containsEntry("first_chunk_ms", AttributeValue.fromN("300"))
                .containsEntry(
                        "attempts",
                        AttributeValue.fromL(List.of(
                                AttributeValue.fromM(Map.of(
                                        "provider", AttributeValue.fromS("deepseek"),
                                        "model", AttributeValue.fromS("deepseek-chat"),
                                        "error", AttributeValue.fromS("upstream_timeout"),
                                        "ms", AttributeValue.fromN("200"))),
                                AttributeValue.fromM(Map.ofEntries(
                                        Map.entry("provider", AttributeValue.fromS("openai")),
                                        Map.entry("model", AttributeValue.fromS("gpt-4o")),
                                        Map.entry("ms", AttributeValue.fromN("700")),
                                        Map.entry("prompt_tokens", AttributeValue.fromN("10")),
                                        Map.entry("cached_tokens", AttributeValue.fromN("4")),
                                        Map.entry("cache_write_tokens", AttributeValue.fromN("2")),
                                        Map.entry("cache_write_1h_tokens", AttributeValue.fromN("1")),
                                        Map.entry("web_searches", AttributeValue.fromN("3")),
                                        Map.entry("file_searches", AttributeValue.fromN("1")),
                                        Map.entry("tool_images", AttributeValue.fromN("4")),
                                        Map.entry("images", AttributeValue.fromN("2")),
                                        Map.entry("characters", AttributeValue.fromN("5")),
                                        Map.entry("completion_tokens", AttributeValue.fromN("5")),
                                        Map.entry("reasoning_tokens", AttributeValue.fromN("2")),
                                        Map.entry("total_tokens", AttributeValue.fromN("15")),
                                        Map.entry("estimated", AttributeValue.fromBool(false)),
                                        Map.entry("cost_micros", AttributeValue.fromN("1234")),
                                        Map.entry("charge_micros", AttributeValue.fromN("1234")),
                                        Map.entry("price_version", AttributeValue.fromS("2026-11")))))))
                .doesNotContainKey("unpriced"));
    }

    @Test
    void anUnknownPriceIsAbsentAndNeverZero() {
        ledger.writePending(PENDING);
        ledger.settle(settled(new Cost.Unpriced()));

        assertThat(items()).singleElement().satisfies(item -> assertThat(item)
                .containsEntry("unpriced", AttributeValue.fromBool(true))
                .doesNotContainKeys("cost_micros", "charge_micros", "price_version"));
    }

    @Test
    void settlingTwiceBillsOnce() {
        ledger.writePending(PENDING);
        ledger.settle(settled(new Cost.Priced(1, "v")));
        List<Map<String, AttributeValue>> once = items();

        ledger.settle(settled(new Cost.Priced(2, "v")));

        assertThat(items()).isEqualTo(once);
    }

    @Test
    void financeReadsItWithPartiQl() {
        ledger.settle(settled(new Cost.Priced(42, "v")));

        String query = "SELECT cost_micros, tags.team FROM \""
                + tables.config().tables().usage()
                + "\" WHERE pk IN [" + partitions() + "] AND begins_with(sk, '2026-10-31') AND status = 'settled'";
        assertThat(tables.client()
                        .executeStatement(request -> request.statement(query))
                        .items())
                .containsExactly(Map.of("cost_micros", AttributeValue.fromN("42"), "team", AttributeValue.fromS("a")));
    }

    @Test
    void withoutAStoreAcceptingFailsAndSettlingGoesToTheLog() {
        try (DynamoDbClient nobody = AwsClients.dynamoDb(
                Optional.of(URI.create("http://127.0.0.1:9")), Map.of(), new TrustedAuthorities(Optional.empty()))) {
            DynamoUsageLedger down = new DynamoUsageLedger(nobody, tables.config(), clock);

            assertThatExceptionOfType(GatewayException.class)
                    .isThrownBy(() -> down.writePending(PENDING))
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.STORE_UNAVAILABLE));

            List<String> lines = new ArrayList<>();
            Handler lost = handler(lines);
            Logger.getLogger("tollgate.usage.unwritten").addHandler(lost);
            try {
                down.settle(settled(new Cost.Priced(42, "v")));
            } finally {
                Logger.getLogger("tollgate.usage.unwritten").removeHandler(lost);
            }
            assertThat(lines).singleElement().satisfies(line -> assertThat(line)
                    .startsWith("{")
                    .contains(
                            "\"pk\":\"" + UsageKey.of(PENDING).get("pk") + "\"",
                            "\"status\":\"settled\"",
                            "\"cost_micros\":42")
                    .doesNotContain("\n"));
        }
    }

    private static UsageRecord settled(Cost cost) {
        return PENDING.settled(new Settlement(
                CallOutcome.COMPLETE,
                "openai",
                "gpt-4o",
                USAGE,
                false,
                cost,
                List.of(
                        new Attempt(
                                "deepseek",
                                "deepseek-chat",
                                AttemptPurpose.RESPOND,
                                "upstream_timeout",
                                200,
                                Usage.NONE,
                                false,
                                Cost.Priced.NOTHING),
                        new Attempt("openai", "gpt-4o", AttemptPurpose.RESPOND, null, 700, USAGE, false, cost)),
                300L,
                900));
    }

    private static String partitions() {
        return "'" + String.join("', '", UsageKey.partitions("team-a", UsageKey.month(ACCEPTED))) + "'";
    }

    private List<Map<String, AttributeValue>> items() {
        return items(tables)
                .filter(item -> item.get("pk").s().startsWith("KEY#"))
                .toList();
    }

    private List<Map<String, AttributeValue>> journal() {
        return items(tables)
                .filter(item -> item.get("pk").s().startsWith("INFLIGHT#"))
                .toList();
    }

    private static Stream<Map<String, AttributeValue>> items(LocalTables tables) {
        return tables
                .client()
                .scan(request -> request.tableName(tables.config().tables().usage()))
                .items()
                .stream();
    }

    private static Handler handler(List<String> lines) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
