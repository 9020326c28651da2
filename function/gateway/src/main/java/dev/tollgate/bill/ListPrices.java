package dev.tollgate.bill;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * List prices of models: those of {@code prices.json}, or of a newer file of its form.
 *
 * @param version stored in each usage record that uses the list
 * @param source where the prices come from
 * @param prices by {@code provider/model}, in alphabetical order
 */
@RegisterForReflection(targets = {ListPrices.class, ListedModel.class, ConditionalPrice.class, DailyHours.class})
public record ListPrices(String version, String source, Map<String, ListedModel> prices) {
    /** The date of a model's snapshot, as Anthropic and OpenAI write it. */
    private static final Pattern SNAPSHOT = Pattern.compile("-(20\\d{6}|20\\d\\d-\\d\\d-\\d\\d)$");

    /**
     * Whether it is used in place of the list that a gateway brings along. One of the same date is a correction; an older one is
     * outdated by an upgrade.
     */
    public boolean isInForceOver(ListPrices packaged) {
        return version.compareTo(packaged.version) >= 0;
    }

    /** A model of the list. A snapshot that is not listed costs what the model without a date costs. */
    Optional<ListedModel> model(String name) {
        return Optional.ofNullable(prices.get(name))
                .or(() -> Optional.ofNullable(prices.get(SNAPSHOT.matcher(name).replaceFirst(""))));
    }
}
