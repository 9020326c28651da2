package dev.tollgate.bill;

import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * By what records are told apart when they are added up.
 *
 * @param name as it is asked for: {@code model}, {@code tag:team}
 */
public record UsageGroup(String name, Function<UsageLine, String> of) {
    private static final String TAG = "tag:";

    private static final Map<String, Function<UsageLine, String>> FIELDS = Map.of(
            "key", UsageLine::keyId,
            "alias", UsageLine::alias,
            "provider", line -> text(line.provider()),
            "model", line -> line.provider() == null ? "" : line.provider() + "/" + line.model(),
            "day",
                    line -> line.acceptedAt()
                            .atOffset(ZoneOffset.UTC)
                            .toLocalDate()
                            .toString(),
            "month",
                    line -> line.acceptedAt()
                            .atOffset(ZoneOffset.UTC)
                            .toLocalDate()
                            .toString()
                            .substring(0, "yyyy-MM".length()));

    /** What may be asked for, in words. */
    public static final String NAMES = String.join(", ", new TreeSet<>(FIELDS.keySet())) + " or " + TAG + "NAME";

    /** The one of this name; empty where there is none. */
    public static Optional<UsageGroup> named(String name) {
        if (name.startsWith(TAG) && name.length() > TAG.length()) {
            String tag = name.substring(TAG.length());
            return Optional.of(new UsageGroup(name, line -> text(line.tags().get(tag))));
        }
        return Optional.ofNullable(FIELDS.get(name)).map(field -> new UsageGroup(name, field));
    }

    /** Of this record; empty where it has none. */
    public String of(UsageLine line) {
        return of.apply(line);
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
