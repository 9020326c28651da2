package dev.tollgate.bill;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * By what requests are told apart when they are added up.
 *
 * @param name as it is asked for: {@code model}, {@code tag:team}
 */
public record UsageGroup(String name, Function<UsageLine.Kind, String> of) {
    private static final String TAG = "tag:";

    private static final Map<String, Function<UsageLine.Kind, String>> FIELDS = Map.of(
            "key",
            UsageLine.Kind::keyId,
            "alias",
            UsageLine.Kind::alias,
            "provider",
            UsageLine.Kind::provider,
            "model",
            kind -> kind.provider().isEmpty() ? "" : kind.provider() + "/" + kind.model(),
            "team",
            tag("team"),
            "day",
            kind -> kind.day().toString(),
            "month",
            kind -> kind.day().toString().substring(0, "yyyy-MM".length()));

    /** What may be asked for, in words. */
    public static final String NAMES = String.join(", ", new TreeSet<>(FIELDS.keySet())) + " or " + TAG + "NAME";

    /** The one of this name; empty where there is none. */
    public static Optional<UsageGroup> named(String name) {
        if (name.startsWith(TAG) && name.length() > TAG.length()) {
            return Optional.of(new UsageGroup(name, tag(name.substring(TAG.length()))));
        }
        return Optional.ofNullable(FIELDS.get(name)).map(field -> new UsageGroup(name, field));
    }

    /** Of this line; empty where it has none. */
    public String of(UsageLine line) {
        return of.apply(line.of());
    }

    private static Function<UsageLine.Kind, String> tag(String name) {
        return kind -> kind.tags().getOrDefault(name, "");
    }
}
