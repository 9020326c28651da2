package dev.tollgate.store;

import dev.tollgate.limit.CounterShard;
import dev.tollgate.limit.RateCost;
import dev.tollgate.limit.RateLimitDecision;
import dev.tollgate.limit.SlidingWindow;
import dev.tollgate.limit.WindowSlots;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Takes what calls want from counters. What several calls want from one counter at the same time takes one write, if there is room
 * for all of them. Otherwise each of them tries for itself, so that a group gets no less than its calls.
 */
final class GroupedAcquisitions implements GroupCommit.Writer<TokenAcquisition, SlidingWindow> {
    private static final Logger LOG = Logger.getLogger(GroupedAcquisitions.class);

    /** An attempt fails only because another gateway's succeeds. */
    private static final int MAX_ATTEMPTS = 10;

    private final CounterTable counters;
    private final CounterCache cache;
    private final Clock clock;
    private final CounterGroups<TokenAcquisition, SlidingWindow> groups = new CounterGroups<>(this);

    GroupedAcquisitions(CounterTable counters, CounterCache cache, Clock clock) {
        this.counters = counters;
        this.cache = cache;
        this.clock = clock;
    }

    /**
     * The window after the grant.
     *
     * @throws GatewayException if there is no room, or other gateways are always faster
     */
    SlidingWindow acquire(TokenAcquisition acquisition) {
        // A call that is rejected anyway waits for nobody.
        var _ = rejectIfKnown(acquisition, clock.instant());
        return groups.write(acquisition.counter(), acquisition);
    }

    @Override
    public SlidingWindow one(TokenAcquisition acquisition) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Instant now = clock.instant();
            SlidingWindow current = rejectIfKnown(acquisition, now);
            try {
                SlidingWindow taken = attempt(acquisition, current, now);
                cache.put(acquisition.counter(), taken);
                return taken;
            } catch (ConditionalCheckFailedException changed) {
                cache.put(acquisition.counter(), CounterItem.window(changed.item()));
            }
        }
        throw new GatewayException(
                ErrorKind.STORE_UNAVAILABLE, "The rate limits of this key are too busy to be checked.");
    }

    @Override
    public List<Optional<SlidingWindow>> together(List<TokenAcquisition> group) {
        CounterShard shard = group.getFirst().shard();
        boolean sameLimits = group.stream().allMatch(acquisition -> shard.equals(acquisition.shard()));
        return Collections.nCopies(group.size(), sameLimits ? granted(group) : Optional.empty());
    }

    private Optional<SlidingWindow> granted(List<TokenAcquisition> group) {
        try {
            return Optional.of(one(TokenAcquisition.together(group)));
        } catch (GatewayException rejection) {
            LOG.debugf(rejection, "There is no room for %d requests together", group.size());
            return Optional.empty();
        }
    }

    /**
     * The cached window; null if there is none. Throws the rejection if this window allows no grant, because a failed
     * write would be billed.
     */
    private @Nullable SlidingWindow rejectIfKnown(TokenAcquisition acquisition, Instant now) {
        CounterCache.CachedWindow cached = cache.find(acquisition.counter()).orElse(null);
        if (cached == null) {
            return null;
        }
        RateCost certain =
                cached.isFresh(now) ? acquisition.cost() : acquisition.cost().requestsOnly();
        new RateLimitDecision(cached.window().at(now), acquisition.shard())
                .rejection(certain, now)
                .ifPresent(failure -> {
                    throw failure;
                });
        return cached.window();
    }

    private SlidingWindow attempt(TokenAcquisition acquisition, @Nullable SlidingWindow current, Instant now) {
        if (current == null) {
            return counters.add(acquisition, WindowSlots.at(now));
        }
        if (current.canAddInPlace(acquisition.deadline(), now)) {
            return counters.add(acquisition, current.slot());
        }
        SlidingWindow next = acquisition.grantedIn(current.at(now));
        return current.era() == 0 ? counters.create(acquisition, next) : counters.roll(acquisition, current, next);
    }
}
