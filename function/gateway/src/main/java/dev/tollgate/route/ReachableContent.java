package dev.tollgate.route;

import dev.tollgate.openai.ContentRules;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the gateway and every alias that a request may pass through say about content. Which of them serves the request is known
 * too late: its policies apply before anything leaves. For one thread.
 */
final class ReachableContent {
    private final RoutingTable table;
    private final Set<String> followed = new HashSet<>();
    private ContentRules content;

    ReachableContent(RoutingTable table) {
        this.table = table;
        this.content = new ContentRules(table.policy().policies(), null, false);
    }

    /**
     * The rules for a request for these names: the policies of all aliases together. Only the requested alias says how to cache.
     *
     * @param names the requested model and the models to fall back to
     */
    ContentRules of(List<String> names) {
        Alias requested = table.aliases().get(names.getFirst());
        names.forEach(this::follow);
        return new ContentRules(
                content.policies(),
                requested == null ? null : requested.content().cache(),
                content.logPrompts());
    }

    private void follow(String name) {
        Alias alias = table.aliases().get(name);
        if (alias == null || !followed.add(name)) {
            return;
        }
        content = content.and(alias.content());
        if (alias.judge() != null) {
            follow(alias.judge().model());
        }
        alias.tiers().forEach(tier -> follow(tier.model()));
        alias.fallback().forEach(this::follow);
    }
}
