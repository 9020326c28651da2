package dev.tollgate.store;

import dev.tollgate.limit.RateCost;
import dev.tollgate.limit.RateReservation;
import dev.tollgate.limit.SlidingWindow;
import dev.tollgate.limit.WindowSlots;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The conditional writes that two environments cannot both win. Each returns the window after it, or throws
 * {@link ConditionalCheckFailedException} with the item as it was.
 *
 * @param table its name
 */
record CounterTable(DynamoDbClient dynamo, String table) {

    /** Adds to the newest slot, if that is the slot meant: the one write of nearly every request. */
    SlidingWindow add(TokenAcquisition tokenAcquisition, long slot) {
        RateCost rateCost = tokenAcquisition.rateCost();
        RateCost most = tokenAcquisition.most();
        CounterUpdate update = new CounterUpdate()
                .add("version", 1)
                .add("under_way", rateCost.concurrent())
                .when("slot", "=", slot)
                .when("busy_until", ">=", CounterItem.seconds(tokenAcquisition.deadline()));
        count(update, slot, rateCost.requests(), rateCost.tokens());
        hold(update, tokenAcquisition);
        return write(tokenAcquisition, limited(update, most));
    }

    /** The first write of a counter. */
    SlidingWindow create(TokenAcquisition tokenAcquisition, SlidingWindow first) {
        long stamp = CounterItem.newStamp();
        return unlessAlreadyDone(stamp, tokenAcquisition, () -> {
            dynamo.putItem(request -> request.tableName(table)
                    .item(CounterItem.of(tokenAcquisition.counter(), first, stamp))
                    .conditionExpression("attribute_not_exists(" + CounterItem.KEY + ")")
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return first;
        });
    }

    /**
     * Moves on to a later slot or deadline and adds to it in the same write. What others may do meanwhile is add and
     * settle, so the sums change by differences, and only what is overwritten must be as it was seen.
     */
    SlidingWindow roll(TokenAcquisition tokenAcquisition, SlidingWindow seen, SlidingWindow next) {
        CounterUpdate update = new CounterUpdate()
                .add("version", 1)
                .set("busy_until", next.busyUntil().getEpochSecond())
                .set(CounterItem.EXPIRES_AT, CounterItem.expiry(next))
                .when("era", "=", seen.era())
                .when("slot", "=", seen.slot())
                .when("busy_until", "=", seen.busyUntil().getEpochSecond());
        if (next.slot() > seen.slot()) {
            update.set("slot", next.slot());
            rollSlots(update, seen, next);
        } else {
            RateCost rateCost = tokenAcquisition.rateCost();
            count(update, next.slot(), rateCost.requests(), rateCost.tokens());
        }
        RateCost most = hold(update, tokenAcquisition, seen, next);
        long requestsBack = seen.requests() + tokenAcquisition.rateCost().requests() - next.requests();
        long tokensBack = seen.tokens() + tokenAcquisition.rateCost().tokens() - next.tokens();
        return write(
                tokenAcquisition,
                limited(
                        update,
                        new RateCost(most.requests() + requestsBack, most.tokens() + tokensBack, most.concurrent())));
    }

    private static void hold(CounterUpdate update, TokenAcquisition tokenAcquisition) {
        if (tokenAcquisition.rateCost().concurrent() > 0) {
            String holder = CounterItem.holder(tokenAcquisition.number());
            update.set(holder, CounterItem.seconds(tokenAcquisition.deadline())).whenAbsent(holder);
        }
    }

    /**
     * Takes a slot, and those from their holders who are past their deadlines.
     *
     * @return the most that may be used already
     */
    private static RateCost hold(
            CounterUpdate update, TokenAcquisition tokenAcquisition, SlidingWindow seen, SlidingWindow next) {
        hold(update, tokenAcquisition);
        List<String> gone = seen.holders().keySet().stream()
                .filter(number -> !next.holders().containsKey(number))
                .map(CounterItem::holder)
                .toList();
        gone.forEach(update::remove);
        RateCost most = tokenAcquisition.most();
        if (next.era() > seen.era()) {
            // Nobody may have written since: a holder that was not seen would stay for ever.
            update.set("era", next.era()).set("under_way", next.inFlight()).when("version", "=", seen.version());
            return new RateCost(most.requests(), most.tokens(), Long.MAX_VALUE);
        }
        gone.forEach(update::whenThere);
        update.add("under_way", tokenAcquisition.rateCost().concurrent() - gone.size());
        return new RateCost(most.requests(), most.tokens(), most.concurrent() + gone.size());
    }

    /**
     * Ends a request whose slot is still counted: gives back what it held, and corrects what was counted.
     *
     * @param requestsBack 1 where the request was not one, else 0
     * @param moreTokens negative where tokens are given back
     */
    SlidingWindow settle(RateReservation reservation, long requestsBack, long moreTokens) {
        RateReservation.RateGrant grant = reservation.grant();
        int position = WindowSlots.position(grant.slot());
        CounterUpdate update = new CounterUpdate()
                .add("version", 1)
                .when("era", "=", grant.era())
                .when("slot", "<", grant.slot() + WindowSlots.COUNTED)
                .when("r" + position, ">=", requestsBack)
                .when("t" + position, ">=", Math.max(0, -moreTokens));
        count(update, grant.slot(), -requestsBack, moreTokens);
        if (reservation.holdsSlot()) {
            release(update, grant);
        }
        return write(reservation.counter(), update);
    }

    /** Gives back the slot of a request, and nothing else: its tokens are back already, or nobody knows how many it used. */
    SlidingWindow release(String counter, RateReservation.RateGrant grant) {
        CounterUpdate update = new CounterUpdate().add("version", 1).when("era", "=", grant.era());
        release(update, grant);
        return write(counter, update);
    }

    /** Whoever is first removes the holder, and takes it from the sum in the same write. */
    private static void release(CounterUpdate update, RateReservation.RateGrant grant) {
        String holder = CounterItem.holder(grant.number());
        update.add("under_way", -1).remove(holder).whenThere(holder);
    }

    private static void rollSlots(CounterUpdate update, SlidingWindow seen, SlidingWindow next) {
        long oldestKept = Math.max(seen.slot() + 1, next.slot() - WindowSlots.COUNTED + 1);
        for (long slot = oldestKept; slot <= next.slot(); slot++) {
            int position = WindowSlots.position(slot);
            SlidingWindow.SlotUsage was = seen.used().get(position);
            SlidingWindow.SlotUsage is = next.used().get(position);
            update.set("r" + position, is.requests()).set("t" + position, is.tokens());
            update.when("r" + position, "=", was.requests()).when("t" + position, "=", was.tokens());
        }
        update.add("requests_used", next.requests() - seen.requests());
        update.add("tokens_used", next.tokens() - seen.tokens());
    }

    private static void count(CounterUpdate update, long slot, long requests, long tokens) {
        int position = WindowSlots.position(slot);
        update.add("requests_used", requests).add("tokens_used", tokens);
        update.add("r" + position, requests).add("t" + position, tokens);
    }

    private static CounterUpdate limited(CounterUpdate update, RateCost most) {
        return update.when("requests_used", "<=", most.requests())
                .when("tokens_used", "<=", most.tokens())
                .when("under_way", "<=", most.concurrent());
    }

    private SlidingWindow write(TokenAcquisition tokenAcquisition, CounterUpdate update) {
        long stamp = stamp(update);
        return unlessAlreadyDone(stamp, tokenAcquisition, () -> send(tokenAcquisition.counter(), update));
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

    /** Who has its slot has been granted it, even where others have written since. */
    private static SlidingWindow unlessAlreadyDone(
            long stamp, TokenAcquisition tokenAcquisition, Supplier<SlidingWindow> write) {
        return unlessAlreadyDone(
                item -> CounterItem.stamped(item, stamp)
                        || item.containsKey(CounterItem.holder(tokenAcquisition.number())),
                write);
    }

    /** The SDK repeats a write whose answer was lost: it must not count twice. */
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
