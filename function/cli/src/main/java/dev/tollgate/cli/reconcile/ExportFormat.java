package dev.tollgate.cli.reconcile;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The columns of an export, and their meaning.
 *
 * @param name the format's name for people
 * @param requiredColumns the columns that every export in this format has, by which it is recognised
 * @param days the columns that may hold the day, the most precise first
 * @param model the column that holds the model; empty if there is none
 * @param measures the columns that add up to each measure; a file may lack some of them
 * @param currency the column that holds the currency; empty if there is none
 * @param lineItem whether the model is followed by ", " and the kind of usage
 */
public record ExportFormat(
        String name,
        Set<String> requiredColumns,
        List<String> days,
        String model,
        Map<UsageMeasure, List<String>> measures,
        String currency,
        boolean lineItem) {

    /**
     * The formats that are recognised by their header. OpenAI's have the names of its
     * <a href="https://platform.openai.com/docs/api-reference/usage">usage and costs API</a>; Anthropic's come from
     * <a href="https://support.claude.com/en/articles/9534590-cost-and-usage-reporting-in-the-claude-console">its
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

    /** A field that {@link #named} accepts in addition to measures. */
    private static final String DAY = "day";

    /** Another such field. */
    private static final String MODEL = "model";

    /** The known format with this header. */
    static Optional<ExportFormat> recognised(List<String> header) {
        return KNOWN.stream()
                .filter(format -> header.containsAll(format.requiredColumns()))
                .findFirst();
    }

    /**
     * A format that the user describes.
     *
     * @param columns the columns as {@code FIELD=COLUMN}; a measure may have several
     * @throws IllegalArgumentException if the columns are invalid, or not enough for a comparison
     */
    public static ExportFormat named(List<String> columns) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String column : columns) {
            String[] fieldAndName = column.split("=", 2);
            if (fieldAndName.length < 2 || fieldAndName[1].isBlank() || !isField(fieldAndName[0])) {
                throw new IllegalArgumentException("expected FIELD=COLUMN, with " + DAY + ", " + MODEL + ", "
                        + UsageMeasure.labels() + ", got " + column);
            }
            fields.computeIfAbsent(fieldAndName[0], _ -> new ArrayList<>()).add(fieldAndName[1].strip());
        }
        Map<UsageMeasure, List<String>> measures = new EnumMap<>(UsageMeasure.class);
        fields.forEach(
                (field, names) -> UsageMeasure.labelled(field).ifPresent(measure -> measures.put(measure, names)));
        if (measures.isEmpty()) {
            throw new IllegalArgumentException("expected a column for at least one of " + UsageMeasure.labels());
        }
        if (!fields.containsKey(DAY) && !fields.containsKey(MODEL)) {
            throw new IllegalArgumentException("expected a column for the " + DAY + ", the " + MODEL + ", or both");
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

    private static boolean isField(String field) {
        return field.equals(DAY)
                || field.equals(MODEL)
                || UsageMeasure.labelled(field).isPresent();
    }
}
