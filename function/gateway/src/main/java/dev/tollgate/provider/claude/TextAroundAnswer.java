package dev.tollgate.provider.claude;

import dev.tollgate.openai.Delta;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model says around its answer in JSON, if it gives that answer as the input of a tool: "Here is the JSON:". Clients parse all
 * of the text, so this text waits until the tool is called, and is then left out. If the model
 * does not call the tool, the text is the answer.
 */
public final class TextAroundAnswer {
    private final List<Delta> waiting = new ArrayList<>();
    private final boolean waits;
    private boolean answered;

    /**
     * The text of one reply.
     *
     * @param waits whether the request has such a tool
     */
    public TextAroundAnswer(boolean waits) {
        this.waits = waits;
    }

    /**
     * What may go out when a block starts.
     *
     * @param call whether it is a call of a tool
     * @param answer whether it is that of the answer
     * @param first the deltas of the block's start
     */
    public List<Delta> started(boolean call, boolean answer, List<Delta> first) {
        if (!waits) {
            return first;
        }
        if (answer) {
            answered = true;
            waiting.clear();
            return first;
        }
        if (!call) {
            return text(first);
        }
        List<Delta> deltas = rest();
        deltas.addAll(first);
        return deltas;
    }

    /** What of these pieces of text may go out now. Thinking and the like is no text. */
    public List<Delta> text(List<Delta> pieces) {
        if (!waits) {
            return pieces;
        }
        List<Delta> others = new ArrayList<>();
        for (Delta piece : pieces) {
            if (piece.content() == null) {
                others.add(piece);
            } else if (!answered) {
                waiting.add(piece);
            }
        }
        return others;
    }

    /** The text that still waits. */
    public List<Delta> rest() {
        List<Delta> rest = new ArrayList<>(waiting);
        waiting.clear();
        return rest;
    }
}
