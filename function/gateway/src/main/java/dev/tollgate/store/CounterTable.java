package dev.tollgate.store;

import dev.tollgate.limit.Demand;
import dev.tollgate.limit.Reservation;
import dev.tollgate.limit.Slots;
import dev.tollgate.limit.Window;
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
    Window add(Take take, long slot) {
        Demand demand = take.demand();
        Demand most = take.most();
        CounterUpdate update = new CounterUpdate()
                .add("version", 1)
                .add("under_way", demand.concurrent())
                .when("slot", "=", slot)
                .when("busy_until", ">=", CounterItem.seconds(take.deadline()));
        count(update, slot, demand.requests(), demand.tokens());
        hold(update, take);
        return write(take, limited(update, most));
    }

    /** The first write of a counter. */
    Window create(Take take, Window first) {
        long stamp = CounterItem.newStamp();
        return unlessAlreadyDone(stamp, take, () -> {
            dynamo.putItem(request -> request.tableName(table)
                    .item(CounterItem.of(take.counter(), first, stamp))
                    .conditionExpression("attribute_not_exists(" + CounterItem.KEY + ")")
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return first;
        });
    }

    /**
     * Moves on to a later slot or deadline and adds to it in the same write. What others may do meanwhile is add and
     * settle, so the sums change by differences, and only what is overwritten must be as it was seen.
     */
    Window roll(Take take, Window seen, Window next) {
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
            Demand demand = take.demand();
            count(update, next.slot(), demand.requests(), demand.tokens());
        }
        Demand most = hold(update, take, seen, next);
        long requestsBack = seen.requests() + take.demand().requests() - next.requests();
        long tokensBack = seen.tokens() + take.demand().tokens() - next.tokens();
        return write(
                take,
                limited(
                        update,
                        new Demand(most.requests() + requestsBack, most.tokens() + tokensBack, most.concurrent())));
    }

    private static void hold(CounterUpdate update, Take take) {
        if (take.demand().concurrent() > 0) {
            String holder = CounterItem.holder(take.number());
            update.set(holder, CounterItem.seconds(take.deadline())).whenAbsent(holder);
        }
    }

    /**
     * Takes a slot, and those from their holders who are past their deadlines.
     *
     * @return the most that may be used already
     */
    private static Demand hold(CounterUpdate update, Take take, Window seen, Window next) {
        hold(update, take);
        List<String> gone = seen.holders().keySet().stream()
                .filter(number -> !next.holders().containsKey(number))
                .map(CounterItem::holder)
                .toList();
        gone.forEach(update::remove);
        Demand most = take.most();
        if (next.era() > seen.era()) {
            // Nobody may have written since: a holder that was not seen would stay for ever.
            update.set("era", next.era()).set("under_way", next.underWay()).when("version", "=", seen.version());
            return new Demand(most.requests(), most.tokens(), Long.MAX_VALUE);
        }
        gone.forEach(update::whenThere);
        update.add("under_way", take.demand().concurrent() - gone.size());
        return new Demand(most.requests(), most.tokens(), most.concurrent() + gone.size());
    }

    /**
     * Ends a request whose slot is still counted: gives back what it held, and corrects what was counted.
     *
     * @param requestsBack 1 where the request was not one, else 0
     * @param moreTokens negative where tokens are given back
     */
    Window settle(Reservation reservation, long requestsBack, long moreTokens) {
        Reservation.Grant grant = reservation.grant();
        int position = Slots.position(grant.slot());
        CounterUpdate update = new CounterUpdate()
                .add("version", 1)
                .when("era", "=", grant.era())
                .when("slot", "<", grant.slot() + Slots.COUNTED)
                .when("r" + position, ">=", requestsBack)
                .when("t" + position, ">=", Math.max(0, -moreTokens));
        count(update, grant.slot(), -requestsBack, moreTokens);
        if (reservation.holdsSlot()) {
            release(update, grant);
        }
        return write(reservation.counter(), update);
    }

    /** Gives back the slot of a request, and nothing else: its tokens are back already, or nobody knows how many it used. */
    Window release(String counter, Reservation.Grant grant) {
        CounterUpdate update = new CounterUpdate().add("version", 1).when("era", "=", grant.era());
        release(update, grant);
        return write(counter, update);
    }

    /** Whoever is first removes the holder, and takes it from the sum in the same write. */
    private static void release(CounterUpdate update, Reservation.Grant grant) {
        String holder = CounterItem.holder(grant.number());
        update.add("under_way", -1).remove(holder).whenThere(holder);
    }

    private static void rollSlots(CounterUpdate update, Window seen, Window next) {
        long oldestKept = Math.max(seen.slot() + 1, next.slot() - Slots.COUNTED + 1);
        for (long slot = oldestKept; slot <= next.slot(); slot++) {
            int position = Slots.position(slot);
            Window.Used was = seen.used().get(position);
            Window.Used is = next.used().get(position);
            update.set("r" + position, is.requests()).set("t" + position, is.tokens());
            update.when("r" + position, "=", was.requests()).when("t" + position, "=", was.tokens());
        }
        update.add("requests_used", next.requests() - seen.requests());
        update.add("tokens_used", next.tokens() - seen.tokens());
    }

    private static void count(CounterUpdate update, long slot, long requests, long tokens) {
        int position = Slots.position(slot);
        update.add("requests_used", requests).add("tokens_used", tokens);
        update.add("r" + position, requests).add("t" + position, tokens);
    }

    private static CounterUpdate limited(CounterUpdate update, Demand most) {
        return update.when("requests_used", "<=", most.requests())
                .when("tokens_used", "<=", most.tokens())
                .when("under_way", "<=", most.concurrent());
    }

    private Window write(Take take, CounterUpdate update) {
        long stamp = stamp(update);
        return unlessAlreadyDone(stamp, take, () -> send(take.counter(), update));
    }

    private Window write(String counter, CounterUpdate update) {
        long stamp = stamp(update);
        return unlessAlreadyDone(item -> CounterItem.stamped(item, stamp), () -> send(counter, update));
    }

    private static long stamp(CounterUpdate update) {
        long stamp = CounterItem.newStamp();
        update.set(CounterItem.STAMP, stamp).when(CounterItem.STAMP, "<>", stamp);
        return stamp;
    }

    private Window send(String counter, CounterUpdate update) {
        return CounterItem.window(
                dynamo.updateItem(update.request(table, counter)).attributes());
    }

    /** Who has its slot has been granted it, even where others have written since. */
    private static Window unlessAlreadyDone(long stamp, Take take, Supplier<Window> write) {
        return unlessAlreadyDone(
                item -> CounterItem.stamped(item, stamp) || item.containsKey(CounterItem.holder(take.number())), write);
    }

    /** The SDK repeats a write whose answer was lost: it must not count twice. */
    private static Window unlessAlreadyDone(Predicate<Map<String, AttributeValue>> done, Supplier<Window> write) {
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
