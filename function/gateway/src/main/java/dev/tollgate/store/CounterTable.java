package dev.tollgate.store;

import dev.tollgate.limit.RateCost;
import dev.tollgate.limit.RateReservation;
import dev.tollgate.limit.SlidingWindow;
import dev.tollgate.limit.WindowSlots;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The conditional writes of rate limits, of which only one gateway at a time succeeds. Each returns the new window, or
 * throws {@link ConditionalCheckFailedException} with the current item.
 *
 * @param table the name of the counters table
 */
record CounterTable(DynamoDbClient dynamo, String table) {

    /** Adds to this slot if it is still the newest. Nearly every request needs only this write. */
    SlidingWindow add(TokenAcquisition acquisition, long slot) {
        RateCost cost = acquisition.cost();
        RateCost max = acquisition.maxUsage();
        CounterUpdate update = new CounterUpdate()
                .add("version", 1)
                .add("in_flight", cost.concurrent())
                .when("slot", "=", slot)
                .when("busy_until", ">=", CounterItem.seconds(acquisition.deadline()));
        count(update, slot, cost.requests(), cost.tokens());
        hold(update, acquisition);
        return write(acquisition, limited(update, max));
    }

    /** Creates a counter. */
    SlidingWindow create(TokenAcquisition acquisition, SlidingWindow first) {
        long stamp = CounterItem.newStamp();
        return unlessAlreadyDone(stamp, acquisition, () -> {
            dynamo.putItem(request -> request.tableName(table)
                    .item(CounterItem.of(acquisition.counter(), first, stamp))
                    .conditionExpression("attribute_not_exists(" + CounterItem.KEY + ")")
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return first;
        });
    }

    /**
     * Advances to a later slot or deadline and adds to it in the same write. Other gateways may add and settle at the
     * same time, so sums change by differences, and only overwritten values must be as expected.
     */
    SlidingWindow roll(TokenAcquisition acquisition, SlidingWindow current, SlidingWindow next) {
        CounterUpdate update = new CounterUpdate()
                .add("version", 1)
                .set("busy_until", next.busyUntil().getEpochSecond())
                .set(CounterItem.EXPIRES_AT, CounterItem.expiry(next))
                .when("era", "=", current.era())
                .when("slot", "=", current.slot())
                .when("busy_until", "=", current.busyUntil().getEpochSecond());
        if (next.slot() > current.slot()) {
            update.set("slot", next.slot());
            rollSlots(update, current, next);
        } else {
            RateCost cost = acquisition.cost();
            count(update, next.slot(), cost.requests(), cost.tokens());
        }
        RateCost max = hold(update, acquisition, current, next);
        long expiredRequests = current.requests() + acquisition.cost().requests() - next.requests();
        long expiredTokens = current.tokens() + acquisition.cost().tokens() - next.tokens();
        return write(
                acquisition,
                limited(
                        update,
                        new RateCost(
                                max.requests() + expiredRequests, max.tokens() + expiredTokens, max.concurrent())));
    }

    private static void hold(CounterUpdate update, TokenAcquisition acquisition) {
        for (TokenAcquisition.Claim claim : acquisition.claims()) {
            if (claim.cost().concurrent() > 0) {
                String holder = CounterItem.holder(claim.number());
                update.set(holder, CounterItem.seconds(claim.deadline())).whenAbsent(holder);
            }
        }
    }

    /**
     * Takes concurrent slots, and releases those of holders past their deadlines.
     *
     * @return the most that may be used already
     */
    private static RateCost hold(
            CounterUpdate update, TokenAcquisition acquisition, SlidingWindow current, SlidingWindow next) {
        hold(update, acquisition);
        List<String> gone = current.holders().keySet().stream()
                .filter(number -> !next.holders().containsKey(number))
                .map(CounterItem::holder)
                .toList();
        gone.forEach(update::remove);
        RateCost max = acquisition.maxUsage();
        if (next.era() > current.era()) {
            // Nobody may have written since, or a holder that this gateway has not seen would stay forever.
            update.set("era", next.era()).set("in_flight", next.inFlight()).when("version", "=", current.version());
            return new RateCost(max.requests(), max.tokens(), Long.MAX_VALUE);
        }
        gone.forEach(update::whenPresent);
        update.add("in_flight", acquisition.cost().concurrent() - gone.size());
        return new RateCost(max.requests(), max.tokens(), max.concurrent() + gone.size());
    }

    /** Ends requests of one era whose slots still count: releases their concurrent slots, and corrects the counts. */
    SlidingWindow settle(List<WindowSettlement> settlements) {
        WindowSettlement first = settlements.getFirst();
        CounterUpdate update = new CounterUpdate()
                .add("version", 1)
                .when("era", "=", first.grant().era());
        correct(update, settlements);
        release(
                update,
                settlements.stream()
                        .filter(WindowSettlement::holdsSlot)
                        .map(settlement -> settlement.grant().number())
                        .toList());
        return write(first.counter(), update);
    }

    private static void correct(CounterUpdate update, List<WindowSettlement> settlements) {
        TreeMap<Long, List<WindowSettlement>> bySlot = settlements.stream()
                .collect(Collectors.groupingBy(
                        settlement -> settlement.grant().slot(), TreeMap::new, Collectors.toList()));
        update.when("slot", "<", bySlot.firstKey() + WindowSlots.COUNTED);
        bySlot.forEach((slot, ended) -> {
            int position = WindowSlots.position(slot);
            long released = WindowSettlement.releasedRequests(ended);
            long more = WindowSettlement.moreTokens(ended);
            update.when("r" + position, ">=", released).when("t" + position, ">=", Math.max(0, -more));
            update.add("r" + position, -released).add("t" + position, more);
        });
        update.add("requests_used", -WindowSettlement.releasedRequests(settlements));
        update.add("tokens_used", WindowSettlement.moreTokens(settlements));
    }

    /** Releases only the concurrent slot of a request: its tokens have expired, or nobody knows how many it used. */
    SlidingWindow release(String counter, RateReservation.RateGrant grant) {
        CounterUpdate update = new CounterUpdate().add("version", 1).when("era", "=", grant.era());
        release(update, List.of(grant.number()));
        return write(counter, update);
    }

    /** Releases the concurrent slot of a request that was never granted one, as far as anybody knows. */
    SlidingWindow releaseHolder(String counter, long number) {
        CounterUpdate update = new CounterUpdate().add("version", 1);
        release(update, List.of(number));
        return write(counter, update);
    }

    /** Removes the holders and decrements the sum in one write, so that a slot is released once. */
    private static void release(CounterUpdate update, List<Long> numbers) {
        update.add("in_flight", -numbers.size());
        for (long number : numbers) {
            String holder = CounterItem.holder(number);
            update.remove(holder).whenPresent(holder);
        }
    }

    private static void rollSlots(CounterUpdate update, SlidingWindow current, SlidingWindow next) {
        long oldestKept = Math.max(current.slot() + 1, next.slot() - WindowSlots.COUNTED + 1);
        for (long slot = oldestKept; slot <= next.slot(); slot++) {
            int position = WindowSlots.position(slot);
            SlidingWindow.SlotUsage before = current.used().get(position);
            SlidingWindow.SlotUsage after = next.used().get(position);
            update.set("r" + position, after.requests()).set("t" + position, after.tokens());
            update.when("r" + position, "=", before.requests()).when("t" + position, "=", before.tokens());
        }
        update.add("requests_used", next.requests() - current.requests());
        update.add("tokens_used", next.tokens() - current.tokens());
    }

    private static void count(CounterUpdate update, long slot, long requests, long tokens) {
        int position = WindowSlots.position(slot);
        update.add("requests_used", requests).add("tokens_used", tokens);
        update.add("r" + position, requests).add("t" + position, tokens);
    }

    private static CounterUpdate limited(CounterUpdate update, RateCost max) {
        return update.when("requests_used", "<=", max.requests())
                .when("tokens_used", "<=", max.tokens())
                .when("in_flight", "<=", max.concurrent());
    }

    private SlidingWindow write(TokenAcquisition acquisition, CounterUpdate update) {
        long stamp = stamp(update);
        return unlessAlreadyDone(stamp, acquisition, () -> send(acquisition.counter(), update));
    }

    private SlidingWindow write(String counter, CounterUpdate update) {
        long stamp = stamp(update);
        return unlessAlreadyDone(item -> CounterItem.stamped(item, stamp), () -> send(counter, update));
    }

    private static long stamp(CounterUpdate update) {
        long stamp = CounterItem.newStamp();
        update.set(CounterItem.STAMP, stamp).when(CounterItem.STAMP, "<>", stamp);
        return stamp;
    }

    private SlidingWindow send(String counter, CounterUpdate update) {
        return CounterItem.window(
                dynamo.updateItem(update.request(table, counter)).attributes());
    }

    /** Requests that are holders have been granted their slots, even if others have written since. */
    private static SlidingWindow unlessAlreadyDone(
            long stamp, TokenAcquisition acquisition, Supplier<SlidingWindow> write) {
        return unlessAlreadyDone(
                item -> CounterItem.stamped(item, stamp)
                        || acquisition.claims().stream()
                                .anyMatch(claim -> item.containsKey(CounterItem.holder(claim.number()))),
                write);
    }

    /** The SDK repeats a write whose response was lost. The write must not count twice. */
    private static SlidingWindow unlessAlreadyDone(
            Predicate<Map<String, AttributeValue>> done, Supplier<SlidingWindow> write) {
        try {
            return write.get();
        } catch (ConditionalCheckFailedException failure) {
            if (done.test(failure.item())) {
                return CounterItem.window(failure.item());
            }
            throw failure;
        }
    }
}
