package dev.tollgate.manifest;

import dev.tollgate.route.FailoverPolicy;
import dev.tollgate.route.FailoverPolicy.OnContentFilter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code failover}: what happens when a target of an alias fails or is slow. */
final class FailoverSection {
    private static final Set<String> FIELDS =
            Set.of("within_ms", "tries", "first_token_ms", "idle_ms", "hedge_ms", "on_content_filter");
    private static final Map<String, OnContentFilter> ON_CONTENT_FILTER =
            Map.of("stop", OnContentFilter.STOP, "next", OnContentFilter.NEXT);

    /** The longest time that a Lambda function can run. */
    private static final int MOST_MILLIS = 900_000;

    private static final int MOST_TRIES = 10;

    private FailoverSection() {}

    static FailoverPolicy read(YamlValue value) {
        MappingFields fields = MappingFields.of(value, FIELDS, Set.of());
        FailoverPolicy failover = new FailoverPolicy(
                millis(fields, "within_ms"),
                fields.find("tries")
                        .flatMap(field -> field.wholeNumber(1, MOST_TRIES))
                        .orElse(FailoverPolicy.DEFAULT_TRIES),
                millis(fields, "first_token_ms"),
                millis(fields, "idle_ms"),
                millis(fields, "hedge_ms"),
                fields.find("on_content_filter")
                        .flatMap(FailoverSection::onContentFilter)
                        .orElse(OnContentFilter.STOP));
        requireBelow("first_token_ms", failover.firstTokenMillis(), fields, failover);
        requireBelow("hedge_ms", failover.hedgeMillis(), fields, failover);
        return failover;
    }

    private static @Nullable Integer millis(MappingFields fields, String name) {
        return fields.find(name)
                .flatMap(field -> field.wholeNumber(1, MOST_MILLIS))
                .orElse(null);
    }

    private static Optional<OnContentFilter> onContentFilter(YamlValue value) {
        return value.text("stop or next", ON_CONTENT_FILTER::containsKey).map(ON_CONTENT_FILTER::get);
    }

    /** A timeout that is longer than the time for all targets would have no effect. */
    private static void requireBelow(
            String name, @Nullable Integer millis, MappingFields fields, FailoverPolicy failover) {
        Integer within = failover.withinMillis();
        if (millis != null && within != null && millis >= within) {
            fields.find(name)
                    .ifPresent(field -> field.error("expected less than within_ms, " + within + ", got " + millis));
        }
    }
}
