package dev.tollgate.route;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The order of targets that each conversation got first, so that it meets the prompt cache of its target again although prices and
 * speeds change meanwhile. One process remembers its own conversations; another one decides by the same rules.
 */
final class ConversationOrder {
    /** Providers keep a prompt for an hour at most. */
    private static final Duration MEMORY = Duration.ofHours(1);

    private static final int MAX_CONVERSATIONS = 20_000;

    private final Map<String, Remembered> conversations = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
            return size() > MAX_CONVERSATIONS;
        }
    };

    /** An order, and when it was last used. */
    private record Remembered(List<ModelName> order, Instant at) {}

    /**
     * The same targets, in the order that this conversation had before. Targets that it has not met come last.
     *
     * @param conversation identifies the conversation, for one alias and strategy
     * @param ranked the order that a new conversation gets
     */
    synchronized List<Alias.TargetSpec> keep(String conversation, List<Alias.TargetSpec> ranked, Instant now) {
        Remembered before = conversations.get(conversation);
        List<ModelName> known = before == null || before.at().plus(MEMORY).isBefore(now) ? List.of() : before.order();
        List<ModelName> order = Stream.concat(known.stream(), ranked.stream().map(Alias.TargetSpec::model))
                .distinct()
                .toList();
        conversations.put(conversation, new Remembered(order, now));
        List<Alias.TargetSpec> kept = new ArrayList<>(ranked);
        kept.sort(Comparator.comparingInt(spec -> order.indexOf(spec.model())));
        return kept;
    }
}
