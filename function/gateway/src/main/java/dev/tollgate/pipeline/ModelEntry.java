package dev.tollgate.pipeline;

import dev.tollgate.bill.PriceRates;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A name that a client may send as {@code model}, and what is known about it.
 *
 * @param owner the provider, or {@code tollgate} for an alias
 * @param changedAt when its entry in the configuration was changed last; empty if it has none
 * @param contextWindow in tokens, if it is known; for an alias, that of its smallest model
 * @param inputs what it is known to read, such as {@code text}; for an alias, what one of its models reads. Empty if nothing is known
 * @param outputs what it is known to write, in the same way
 * @param charges what its key is charged; for an alias, the highest rate of its models. Empty if that is not known
 * @param unpriced whether no price is known for it, or for one of the models behind the alias
 * @param alias how it chooses among models; empty for a model
 */
public record ModelEntry(
        String name,
        String owner,
        Optional<Instant> changedAt,
        OptionalInt contextWindow,
        Set<String> inputs,
        Set<String> outputs,
        Optional<PriceRates> charges,
        boolean unpriced,
        Optional<AliasEntry> alias) {

    /**
     * What an alias leads to. Only names that the key may request are in it.
     *
     * @param targets the models behind it, at any time
     * @param fallbacks what is tried after all of them
     */
    public record AliasEntry(String strategy, List<String> targets, List<TierEntry> tiers, List<String> fallbacks) {}

    /**
     * A tier of an alias.
     *
     * @param from the lowest score of its prompts
     * @param model the name that it leads to; empty if the key may not request it
     */
    public record TierEntry(String name, BigDecimal from, Optional<String> model) {}
}
