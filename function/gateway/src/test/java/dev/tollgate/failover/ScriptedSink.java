package dev.tollgate.failover;

import dev.tollgate.call.ResponseSink;
import dev.tollgate.openai.GatewayException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A caller that notes whom it hears, and leaves when a test wants it. */
final class ScriptedSink implements ResponseSink {
    private final Set<String> heard = ConcurrentHashMap.newKeySet();
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private Runnable onGone = () -> {};
    private final Deque<Runnable> beforeLastByte = new ArrayDeque<>();
    private boolean gone;

    void hear(String model) {
        heard.add(model);
    }

    void answered(String model) {
        while (!beforeLastByte.isEmpty()) {
            beforeLastByte.pop().run();
        }
        answers.add(model);
    }

    /** The models that have sent at least one word. */
    Set<String> heard() {
        return Set.copyOf(heard);
    }

    /** Whose answers are complete. */
    List<String> answeredBy() {
        return List.copyOf(answers);
    }

    synchronized void leave() {
        gone = true;
        onGone.run();
    }

    @Override
    public void fail(GatewayException failure, List<AttemptSummary> attemptSummary) {
        throw new AssertionError("the executor throws its failure", failure);
    }

    @Override
    public boolean committed() {
        return !heard.isEmpty();
    }

    @Override
    public synchronized void onDisconnect(Runnable action) {
        onGone = action;
        if (gone) {
            action.run();
        }
    }

    @Override
    public void beforeLastByte(Runnable action) {
        beforeLastByte.push(action);
    }
}
