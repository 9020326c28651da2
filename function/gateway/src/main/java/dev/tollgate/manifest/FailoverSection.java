package dev.tollgate.manifest;

import dev.tollgate.route.FailoverPolicy;
import dev.tollgate.route.FailoverPolicy.OnContentFilter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code failover}: what happens when a target of an alias fails or is slow. */
final class FailoverSection {
    private static final Set<String> FIELDS =
            Set.of("within_ms", "tries", "first_token_ms", "hedge_ms", "on_content_filter");
    private static final Map<String, OnContentFilter> ON_CONTENT_FILTER =
            Map.of("stop", OnContentFilter.STOP, "next", OnContentFilter.NEXT);

    /** As long as a Lambda function runs at most. */
    private static final int MOST_MILLIS = 900_000;

    private static final int MOST_TRIES = 10;

    private FailoverSection() {}

    static FailoverPolicy read(YamlValue value) {
        MappingFields fields = MappingFields.of(value, FIELDS, Set.of());
        FailoverPolicy failover = new FailoverPolicy(
                number(fields, "within_ms", MOST_MILLIS),
                number(fields, "tries", MOST_TRIES),
                number(fields, "first_token_ms", MOST_MILLIS),
                number(fields, "hedge_ms", MOST_MILLIS),
                fields.find("on_content_filter")
                        .flatMap(FailoverSection::onContentFilter)
                        .orElse(null));
        requireBelow("first_token_ms", failover.firstTokenMillis(), fields, failover);
        requireBelow("hedge_ms", failover.hedgeMillis(), fields, failover);
        return failover;
    }

    private static Integer number(MappingFields fields, String name, int most) {
        return fields.find(name).flatMap(field -> field.wholeNumber(1, most)).orElse(null);
    }

    private static Optional<OnContentFilter> onContentFilter(YamlValue value) {
        return value.text("stop or next", ON_CONTENT_FILTER::containsKey).map(ON_CONTENT_FILTER::get);
    }

    /** A patience that is longer than the whole budget would never count. */
    private static void requireBelow(String name, Integer millis, MappingFields fields, FailoverPolicy failover) {
        if (millis != null && failover.withinMillis() != null && millis >= failover.withinMillis()) {
            fields.find(name)
                    .ifPresent(field -> field.error(
                            "expected less than within_ms, " + failover.withinMillis() + ", got " + millis));
        }
    }
}
