package dev.tollgate.bill;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A dimension by which usage is grouped.
 *
 * @param name as in a query: {@code model}, {@code tag:team}
 * @param value extracts the group of a line; empty if the line belongs to none
 */
public record UsageGroup(String name, Function<UsageLine.Dimensions, String> value) {
    private static final String TAG = "tag:";

    private static final Map<String, Function<UsageLine.Dimensions, String>> FIELDS = Map.of(
            "key",
            UsageLine.Dimensions::keyId,
            "alias",
            UsageLine.Dimensions::alias,
            "provider",
            UsageLine.Dimensions::provider,
            "model",
            dimensions -> dimensions.provider().isEmpty() ? "" : dimensions.provider() + "/" + dimensions.model(),
            "team",
            tag("team"),
            "day",
            dimensions -> dimensions.day().toString(),
            "month",
            dimensions -> dimensions.day().toString().substring(0, "yyyy-MM".length()));

    /** All names, for error messages. */
    public static final String NAMES = String.join(", ", new TreeSet<>(FIELDS.keySet())) + " or " + TAG + "NAME";

    /** The group with this name, or empty if there is none. */
    public static Optional<UsageGroup> named(String name) {
        if (name.startsWith(TAG) && name.length() > TAG.length()) {
            return Optional.of(new UsageGroup(name, tag(name.substring(TAG.length()))));
        }
        return Optional.ofNullable(FIELDS.get(name)).map(field -> new UsageGroup(name, field));
    }

    /** The group of a line; empty if it belongs to none. */
    public String valueIn(UsageLine line) {
        return value.apply(line.dimensions());
    }

    private static Function<UsageLine.Dimensions, String> tag(String name) {
        return dimensions -> dimensions.tags().getOrDefault(name, "");
    }
}
