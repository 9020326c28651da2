package dev.tollgate.call;

import dev.tollgate.openai.ChatFailure;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A caller that notes whom it hears, and leaves when a test wants it. */
final class ScriptedCaller implements Recipient {
    private final Set<String> heard = ConcurrentHashMap.newKeySet();
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private Runnable onGone = () -> {};
    private boolean gone;

    void hear(String model) {
        heard.add(model);
    }

    void answered(String model) {
        answers.add(model);
    }

    /** Whoever has said a word. */
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
    public void fail(ChatFailure failure, List<Tried> tried) {
        throw new AssertionError("a pursuit throws its failure", failure);
    }

    @Override
    public boolean committed() {
        return !heard.isEmpty();
    }

    @Override
    public synchronized void onGone(Runnable action) {
        onGone = action;
        if (gone) {
            action.run();
        }
    }
}
