package dev.tollgate.route;

import dev.tollgate.openai.ContentRules;
import java.util.List;

/**
 * What the gateway and every alias that a request may pass through say about content. Which of them serves the request is known
 * too late: its policies apply before anything leaves.
 */
final class ReachableContent {
    private ReachableContent() {}

    /**
     * The rules for a request for these names: the policies of all aliases together. Only the requested alias says how to cache.
     *
     * @param names the requested model and the models to fall back to
     */
    static ContentRules of(RoutingTable table, List<String> names) {
        Alias requested = table.aliases().get(names.getFirst());
        ContentRules all = ReachableAliases.of(table, names).stream()
                .map(Alias::content)
                .reduce(new ContentRules(table.policy().policies(), null, false), ContentRules::and);
        return new ContentRules(
                all.policies(), requested == null ? null : requested.content().cache(), all.logPrompts());
    }
}
