package dev.tollgate.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.AbortedException;

/** A store that keeps each request until a test lets it go, and then answers as the test says. */
final class HeldWriter implements GroupCommit.Writer<Integer, String> {
    private final List<List<Integer>> requests = new CopyOnWriteArrayList<>();
    private final List<Integer> single = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Function<List<Integer>, List<Optional<String>>>> answers = new LinkedBlockingQueue<>();
    private volatile boolean holding = true;

    /** All requests in their order, those of one item, too. */
    List<List<Integer>> requests() {
        return List.copyOf(requests);
    }

    /** The items that were written by a request of their own. */
    List<Integer> alone() {
        return List.copyOf(single);
    }

    /** Lets one request go: all that it writes is written. */
    void answer() {
        answer(items -> items.stream().map(item -> Optional.of("group " + item)).toList());
    }

    /** Lets one request go, with this outcome. One without a result is the outcome of a single write. */
    void answer(Function<List<Integer>, List<Optional<String>>> outcome) {
        answers.add(outcome);
    }

    /** Holds no further request of a single item. */
    void letSingleWritesGo() {
        holding = false;
    }

    @Override
    public String one(Integer item) {
        requests.add(List.of(item));
        single.add(item);
        if (holding) {
            var _ = next(List.of(item));
        }
        return "alone " + item;
    }

    @Override
    public List<Optional<String>> together(List<Integer> items) {
        requests.add(List.copyOf(items));
        return next(items);
    }

    private List<Optional<String>> next(List<Integer> items) {
        try {
            return answers.take().apply(items);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("The thread was interrupted", interrupted);
        }
    }
}
