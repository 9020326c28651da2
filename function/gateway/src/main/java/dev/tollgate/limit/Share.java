package dev.tollgate.limit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * One of the counters that an account's use is spread over, because a single item takes only so many writes. Each has a
 * part of the ceiling; the parts add up to the whole.
 *
 * @param index from 0
 */
public record Share(Account account, int index) {

    /** All of them, in random order, so that environments do not get in each other's way. */
    public static List<Share> of(Account account) {
        List<Share> shares =
                new ArrayList<>(IntStream.range(0, account.ceiling().shards())
                        .mapToObj(index -> new Share(account, index))
                        .toList());
        Collections.shuffle(shares, ThreadLocalRandom.current());
        return shares;
    }

    /** What it is counted under. */
    public String counter() {
        return whole().shards() == 1 ? account.counter() : account.counter() + "#" + index;
    }

    /** The ceiling of the account. */
    public Ceiling whole() {
        return account.ceiling();
    }

    /** The same counter, whatever its ceiling: for what was used already, and counts in any case. */
    public Share unlimited() {
        return new Share(new Account(counter(), account.model(), Ceiling.NONE), 0);
    }

    /** The part of it that holds for this counter alone. */
    public Ceiling part() {
        return whole().part(index);
    }
}
