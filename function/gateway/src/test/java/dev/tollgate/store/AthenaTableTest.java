package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.bill.AttemptPurpose;
import dev.tollgate.bill.CacheStatus;
import dev.tollgate.bill.CallOutcome;
import dev.tollgate.bill.ContentUse;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.RequestHold;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.bill.UsageRecord.Attempt;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.openai.MediaUse;
import dev.tollgate.openai.ServerToolUse;
import dev.tollgate.openai.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The table that docs/billing/queries.md defines for Athena has the columns of records, in the types of an export. */
class AthenaTableTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Pattern ITEM = Pattern.compile("(?s)CREATE EXTERNAL TABLE \\w+ \\(\\s*item (.*?)\\n\\)");

    /** What DynamoDB names a type in an export, and how Athena's name of it begins. */
    private static final Map<AttributeValue.Type, String> TYPES = Map.of(
            AttributeValue.Type.S, "s:string",
            AttributeValue.Type.N, "n:bigint",
            AttributeValue.Type.BOOL, "bool:boolean");

    @Test
    void theDefinitionHasEachColumnInItsType() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("dev.tollgate.root"), "docs/billing/queries.md"));
        Matcher definition = ITEM.matcher(page);
        assertThat(definition.find()).isTrue();

        assertThat(sorted(definition.group(1).replaceAll("\\s", ""))).isEqualTo(sorted(struct(everyColumn())));
    }

    /** The columns of records of each kind. */
    private static Map<String, AttributeValue> everyColumn() {
        Map<String, AttributeValue> columns = new TreeMap<>();
        Cost priced = new Cost.Priced(1, 1, "own");
        Stream.of(priced, new Cost.Unpriced()).forEach(cost -> {
            UsageRecord record = record(cost);
            columns.putAll(AttributeValues.of(UsageKey.of(record)));
            columns.putAll(AttributeValues.of(JournalEntry.columns(record)));
            columns.putAll(AttributeValues.of(SettledRow.of(record, NOW).columns()));
        });
        List<AttributeValue> attempts = Stream.of(priced, new Cost.Unpriced())
                .flatMap(cost ->
                        AttributeValues.of(SettledRow.of(record(cost), NOW).columns()).get("attempts").l().stream())
                .toList();
        Map<String, AttributeValue> everyOfAttempt = new TreeMap<>();
        attempts.forEach(attempt -> everyOfAttempt.putAll(attempt.m()));
        columns.put("attempts", AttributeValue.fromL(List.of(AttributeValue.fromM(everyOfAttempt))));
        columns.remove(HeldWindows.COLUMN);
        return columns;
    }

    private static UsageRecord record(Cost cost) {
        Usage usage = new Usage(
                        1,
                        1,
                        2,
                        new Usage.PromptDetails(null, 1L, 1L, null, null),
                        null,
                        new ServerToolUse(1, 1, 1, 1, 1).fields())
                .with(new MediaUse(1, 1, 1, 1));
        List<Attempt> attempts = Stream.of(AttemptPurpose.values())
                .map(purpose -> new Attempt("p", "m", purpose, "timeout", 1, usage, false, cost))
                .toList();
        ContentUse content = new ContentUse(CacheStatus.HIT, 1L, Map.of("a", 1L), "simple", "file:x");
        Settlement settlement =
                new Settlement(CallOutcome.COMPLETE, "p", "m", usage, false, cost, attempts, 1L, 1, content);
        RequestHold requestHold =
                new RequestHold(List.of("BUDGET#x"), 1, List.of(new RequestHold.WindowHold("k", 1, 1, 1, 1, 1)));
        return new UsageRecord("r", "k", NOW, NOW, "a", Map.of("team", "a"), true, requestHold, "b", settlement);
    }

    private static String struct(Map<String, AttributeValue> columns) {
        return columns.entrySet().stream()
                .map(column -> column.getKey() + ":" + type(column.getKey(), column.getValue()))
                .collect(Collectors.joining(",", "struct<", ">"));
    }

    private static String type(String column, AttributeValue value) {
        return switch (value.type()) {
            case L -> "struct<l:array<" + type(column, value.l().getFirst()) + ">>";
            case M ->
                "struct<m:"
                        + switch (column) {
                            case "tags" -> "map<string,struct<s:string>>";
                            case UsageRow.POLICIES -> "map<string,struct<n:bigint>>";
                            default -> struct(value.m());
                        }
                        + ">";
            case S, N, BOOL -> "struct<" + TYPES.get(value.type()) + ">";
            case SS, NS, BS, B, NUL, UNKNOWN_TO_SDK_VERSION ->
                throw new IllegalArgumentException(
                        column + " is a " + value.type().name().toLowerCase(Locale.ROOT));
        };
    }

    /** The same type with the fields of each struct in the order of their names, which says nothing of an item. */
    private static String sorted(String type) {
        int inner = type.indexOf('<');
        int colon = type.indexOf(':');
        if (colon >= 0 && colon < inner) {
            return type.substring(0, colon + 1) + sorted(type.substring(colon + 1));
        }
        if (inner < 0) {
            return type;
        }
        return parts(type.substring(inner + 1, type.length() - 1)).stream()
                .map(AthenaTableTest::sorted)
                .sorted()
                .collect(Collectors.joining(",", type.substring(0, inner + 1), ">"));
    }

    /** The parts between the commas of this level. */
    private static List<String> parts(String fields) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < fields.length(); i++) {
            char sign = fields.charAt(i);
            depth += sign == '<' ? 1 : sign == '>' ? -1 : 0;
            if (sign == ',' && depth == 0) {
                parts.add(fields.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(fields.substring(from));
        return parts;
    }
}
