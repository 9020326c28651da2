package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** Who writes with whom, and whose failure is whose. Each test decides when a request has its answer. */
@Timeout(30)
final class GroupCommitTest {
    private final HeldWriter writer = new HeldWriter();
    private final GroupCommit<Integer, String> groups = new GroupCommit<>(writer, Duration.ofMinutes(1));
    private final List<Thread> threads = new ArrayList<>();
    private final List<Integer> interruptedAtTheEnd = new CopyOnWriteArrayList<>();

    @Test
    void aWriteThatIsAloneDoesNotWait() {
        writer.letSingleWritesGo();

        assertThat(groups.write(1)).isEqualTo("alone 1");
        assertThat(groups.write(2)).isEqualTo("alone 2");
        assertThat(writer.requests()).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void thoseWhoComeMeanwhileAreOneGroup() {
        List<CompletableFuture<String>> calls = groupBehindAHeldWrite(3);

        writer.answer();
        writer.answer();

        assertThat(outcomes(calls)).containsExactly("alone 1", "group 2", "group 3", "group 4");
        assertThat(writer.requests()).hasSize(2);
    }

    @Test
    void afterAGroupThereIsNobodyToWaitFor() {
        List<CompletableFuture<String>> calls = groupBehindAHeldWrite(2);
        writer.answer();
        writer.answer();
        assertThat(outcomes(calls)).containsExactly("alone 1", "group 2", "group 3");

        writer.letSingleWritesGo();

        assertThat(groups.write(9)).isEqualTo("alone 9");
    }

    @Test
    void aFullGroupGoesAtOnce() {
        List<CompletableFuture<String>> calls = new ArrayList<>(groupBehindAHeldWrite(GroupCommit.MOST - 1));
        assertThat(writer.requests()).hasSize(1);

        calls.add(start(99));

        await().until(() -> writer.requests().size() == 2);
        assertThat(writer.requests().get(1)).hasSize(GroupCommit.MOST).endsWith(99);
        writer.answer();
        writer.answer();
        assertThat(outcomes(calls)).startsWith("alone 1", "group 2").endsWith("group 99");
    }

    @Test
    void behindTwoRequestsAGroupWaitsForBoth() {
        List<CompletableFuture<String>> calls = new ArrayList<>(groupBehindAHeldWrite(GroupCommit.MOST - 1));
        calls.add(start(98));
        await().until(() -> writer.requests().size() == 2);
        calls.add(gathering(99));

        writer.answer();
        await().until(() -> calls.stream().anyMatch(CompletableFuture::isDone));

        assertThat(writer.requests()).hasSize(2);
        writer.answer();
        writer.answer();
        assertThat(outcomes(calls)).endsWith("alone 99");
    }

    @Test
    void aWriteThatIsOverdueDoesNotWaitForTheOneBefore() {
        GroupCommit<Integer, String> hurried = new GroupCommit<>(writer);
        List<CompletableFuture<String>> calls = new ArrayList<>(List.of(start(1, hurried)));
        await().until(() -> writer.requests().size() == 1);

        calls.add(start(2, hurried));

        await().until(() -> writer.requests().size() == 2);
        assertThat(calls).noneMatch(CompletableFuture::isDone);
        writer.answer();
        writer.answer();
        assertThat(outcomes(calls)).containsExactly("alone 1", "alone 2");
    }

    @Test
    void aWriteWithoutAResultIsMadeAlone() {
        List<CompletableFuture<String>> calls = groupBehindAHeldWrite(2);
        writer.answer();
        writer.letSingleWritesGo();

        writer.answer(items -> List.of(Optional.of("group " + items.get(0)), Optional.empty()));

        assertThat(outcomes(calls)).containsExactly("alone 1", "group 2", "alone 3");
    }

    @Test
    void aFailureOfTheStoreIsTheFailureOfAll() {
        List<CompletableFuture<String>> calls = groupBehindAHeldWrite(2);
        SdkException down = SdkClientException.create("no answer");
        writer.answer();

        writer.answer(_ -> {
            throw down;
        });

        assertThat(calls.get(0).join()).isEqualTo("alone 1");
        assertThatThrownBy(calls.get(1)::get).hasCause(down);
        assertThatThrownBy(calls.get(2)::get).hasCause(down);
        assertThat(writer.alone()).containsExactly(1);
    }

    @Test
    void anotherFailureIsThatOfTheOneWhoWritesForAll() {
        List<CompletableFuture<String>> calls = groupBehindAHeldWrite(2);
        IllegalStateException bug = new IllegalStateException("a bug");
        writer.answer();
        writer.letSingleWritesGo();

        writer.answer(_ -> {
            throw bug;
        });

        assertThatThrownBy(calls.get(1)::get).hasCause(bug);
        assertThat(calls.get(2).join()).isEqualTo("alone 3");
    }

    @Test
    void anInterruptOfTheOneWhoWritesForAllStopsNobodyElse() {
        List<CompletableFuture<String>> calls = groupBehindAHeldWrite(2);
        writer.answer();
        await().until(() -> writer.requests().size() == 2);
        writer.letSingleWritesGo();

        threads.get(1).interrupt();

        assertThatThrownBy(calls.get(1)::get).hasCauseInstanceOf(AbortedException.class);
        assertThat(calls.get(2).join()).isEqualTo("alone 3");
    }

    @Test
    void anInterruptWhileWaitingIsKeptAndEndsTheWriteOfNobodyElse() {
        List<CompletableFuture<String>> calls = groupBehindAHeldWrite(2);

        threads.get(2).interrupt();
        writer.answer();
        writer.answer();

        assertThat(outcomes(calls)).containsExactly("alone 1", "group 2", "group 3");
        assertThat(interruptedAtTheEnd).containsExactly(3);
    }

    /** The write of 1, whose request is on its way, and the next ones, which the first of them will write. */
    private List<CompletableFuture<String>> groupBehindAHeldWrite(int size) {
        List<CompletableFuture<String>> calls = new ArrayList<>(List.of(start(1)));
        await().until(() -> writer.requests().size() == 1);
        IntStream.rangeClosed(2, 1 + size).forEach(item -> calls.add(gathering(item)));
        return calls;
    }

    /** A call that waits for its turn. */
    private CompletableFuture<String> gathering(int item) {
        CompletableFuture<String> call = start(item);
        await().until(() -> threads.getLast().getState() == Thread.State.TIMED_WAITING);
        return call;
    }

    private CompletableFuture<String> start(int item) {
        return start(item, groups);
    }

    private CompletableFuture<String> start(int item, GroupCommit<Integer, String> commit) {
        CompletableFuture<String> outcome = new CompletableFuture<>();
        threads.add(Thread.ofVirtual().start(() -> {
            try {
                String result = commit.write(item);
                if (Thread.currentThread().isInterrupted()) {
                    interruptedAtTheEnd.add(item);
                }
                outcome.complete(result);
            } catch (RuntimeException failure) {
                outcome.completeExceptionally(failure);
            }
        }));
        return outcome;
    }

    private static List<String> outcomes(List<CompletableFuture<String>> calls) {
        return calls.stream().map(CompletableFuture::join).toList();
    }
}
