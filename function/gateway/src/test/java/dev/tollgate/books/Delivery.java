package dev.tollgate.books;

import java.util.ArrayList;
import java.util.List;

/** An entry of the provider's own ledger: one attempt as it arrived, and how far it came. */
final class Delivery {
    private final String target;
    private final Script.Question question;
    private final Script script;
    private final List<Told> told = new ArrayList<>();
    private int said;

    Delivery(String target, Script.Question question, Script script) {
        this.target = target;
        this.question = question;
        this.script = script;
    }

    synchronized void say() {
        said++;
    }

    synchronized void tell(Told count) {
        told.add(count);
    }

    /** {@code provider/model}. */
    String target() {
        return target;
    }

    Script.Question question() {
        return question;
    }

    Script script() {
        return script;
    }

    /** What it has told of its count: what it bills. Null where nothing. */
    synchronized Told told() {
        return told.isEmpty() ? null : told.getLast();
    }

    /** All that it has told, one after the other: of whoever is stopped, only the first may have been heard. */
    synchronized List<Told> toldInTurn() {
        return List.copyOf(told);
    }

    /** How many words of a stream went out. */
    synchronized int said() {
        return said;
    }

    @Override
    public synchronized String toString() {
        return "%s %s%s, said %d, told %s"
                .formatted(target, script.act(), question.streamed() ? " streamed" : "", said, told);
    }
}
