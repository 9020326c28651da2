package dev.tollgate.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Events in a fixed order, which events of other sequences may interrupt.
 *
 * @param group sequences of one group start in the order in which they are listed
 * @param overlaps whether the next sequence of the group may start before this one ends
 */
public record EventSequence(String group, boolean overlaps, List<ObjectNode> events) {

    /** The events of all sequences, in one of the allowed orders. */
    public static List<ObjectNode> interleave(List<EventSequence> sequences, Random random) {
        List<ObjectNode> merged = new ArrayList<>();
        int[] sent = new int[sequences.size()];
        while (true) {
            int[] ready = IntStream.range(0, sent.length)
                    .filter(i -> isReady(i, sequences, sent))
                    .toArray();
            if (ready.length == 0) {
                return merged;
            }
            int next = ready[random.nextInt(ready.length)];
            merged.add(sequences.get(next).events().get(sent[next]++));
        }
    }

    private static boolean isReady(int index, List<EventSequence> sequences, int[] sent) {
        EventSequence sequence = sequences.get(index);
        boolean isOver = sent[index] == sequence.events().size();
        return !isOver
                && IntStream.range(0, index)
                        .filter(earlier -> sequences.get(earlier).group().equals(sequence.group()))
                        .allMatch(earlier -> sequences.get(earlier).isPast(sent[earlier]));
    }

    private boolean isPast(int sent) {
        return sent == events.size() || (overlaps && sent > 0);
    }
}
