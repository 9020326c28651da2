package dev.tollgate.cli.reconcile;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which columns of an export say what.
 *
 * @param name what it is, in words
 * @param signs the columns by which it is known
 * @param days the columns that may hold the day, the best first
 * @param model the column that holds the model
 * @param measures the columns that add up to a measure; those that a file does not have are left out
 * @param currency the column that says what money it is
 * @param lineItem whether the model has ", " and what of it was used behind it
 */
public record ExportFormat(
        String name,
        Set<String> signs,
        List<String> days,
        String model,
        Map<UsageMeasure, List<String>> measures,
        String currency,
        boolean lineItem) {

    /**
     * Those that are known by their header: OpenAI's, which have the names of its
     * <a href="https://platform.openai.com/docs/api-reference/usage">usage and costs API</a>, and those of
     * <a href="https://support.claude.com/en/articles/9534590-cost-and-usage-reporting-in-the-claude-console">Anthropic's
     * console</a>.
     */
    static final List<ExportFormat> KNOWN = List.of(
            new ExportFormat(
                    "OpenAI's costs",
                    Set.of("start_time", "amount_value"),
                    List.of("start_time_iso", "start_time"),
                    "line_item",
                    Map.of(UsageMeasure.COST, List.of("amount_value")),
                    "amount_currency",
                    true),
            new ExportFormat(
                    "OpenAI's usage",
                    Set.of("start_time", "num_model_requests", "input_tokens"),
                    List.of("start_time_iso", "start_time"),
                    "model",
                    Map.of(
                            UsageMeasure.REQUESTS, List.of("num_model_requests"),
                            UsageMeasure.INPUT, List.of("input_tokens"),
                            UsageMeasure.CACHED, List.of("input_cached_tokens"),
                            UsageMeasure.CACHE_WRITE, List.of("input_cache_write_tokens"),
                            UsageMeasure.OUTPUT, List.of("output_tokens")),
                    "",
                    false),
            new ExportFormat(
                    "Anthropic's usage",
                    Set.of("usage_date_utc", "usage_input_tokens_no_cache", "usage_output_tokens"),
                    List.of("usage_date_utc"),
                    "model_version",
                    Map.of(
                            UsageMeasure.UNCACHED, List.of("usage_input_tokens_no_cache"),
                            UsageMeasure.CACHED, List.of("usage_input_tokens_cache_read"),
                            UsageMeasure.CACHE_WRITE,
                                    List.of(
                                            "usage_input_tokens_cache_write",
                                            "usage_input_tokens_cache_write_5m",
                                            "usage_input_tokens_cache_write_1h"),
                            UsageMeasure.OUTPUT, List.of("usage_output_tokens")),
                    "",
                    false),
            new ExportFormat(
                    "Anthropic's costs",
                    Set.of("usage_date_utc", "cost_usd"),
                    List.of("usage_date_utc"),
                    "model",
                    Map.of(UsageMeasure.COST, List.of("cost_usd")),
                    "",
                    false));

    /** Fields that {@link #named} takes beside measures. */
    private static final String DAY = "day";

    private static final String MODEL = "model";

    /** The one that this header is of. */
    static Optional<ExportFormat> recognised(List<String> header) {
        return KNOWN.stream().filter(form -> header.containsAll(form.signs())).findFirst();
    }

    /**
     * One of somebody's own words.
     *
     * @param columns as {@code FIELD=COLUMN}; a measure may have several
     * @throws IllegalArgumentException where they say nothing that can be compared
     */
    public static ExportFormat named(List<String> columns) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String column : columns) {
            String[] parts = column.split("=", 2);
            if (parts.length < 2 || parts[1].isBlank() || !knownField(parts[0])) {
                throw new IllegalArgumentException("expected FIELD=COLUMN, with " + DAY + ", " + MODEL + ", "
                        + UsageMeasure.labels() + ", got " + column);
            }
            fields.computeIfAbsent(parts[0], absent -> new ArrayList<>()).add(parts[1].strip());
        }
        Map<UsageMeasure, List<String>> measures = new EnumMap<>(UsageMeasure.class);
        fields.forEach(
                (field, names) -> UsageMeasure.labelled(field).ifPresent(measure -> measures.put(measure, names)));
        if (measures.isEmpty()) {
            throw new IllegalArgumentException("expected a column of at least one of " + UsageMeasure.labels());
        }
        if (!fields.containsKey(DAY) && !fields.containsKey(MODEL)) {
            throw new IllegalArgumentException("expected the column of the " + DAY + ", of the " + MODEL + ", or both");
        }
        List<String> named = fields.values().stream().flatMap(List::stream).toList();
        return new ExportFormat(
                "columns as named",
                Set.copyOf(named),
                fields.getOrDefault(DAY, List.of()),
                fields.getOrDefault(MODEL, List.of("")).getFirst(),
                measures,
                "",
                false);
    }

    private static boolean knownField(String field) {
        return field.equals(DAY)
                || field.equals(MODEL)
                || UsageMeasure.labelled(field).isPresent();
    }
}
