package dev.tollgate.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Events that come in this order, with events of other strands among them.
 *
 * @param lane strands of one lane begin in their order
 * @param overlaps whether another one of its lane may begin before this one has ended
 */
public record Strand(String lane, boolean overlaps, List<ObjectNode> events) {

    /** The events of all strands in one of the orders that they allow. */
    public static List<ObjectNode> merged(List<Strand> strands, Random random) {
        List<ObjectNode> merged = new ArrayList<>();
        int[] sent = new int[strands.size()];
        while (true) {
            int[] ready = IntStream.range(0, sent.length)
                    .filter(i -> isReady(i, strands, sent))
                    .toArray();
            if (ready.length == 0) {
                return merged;
            }
            int next = ready[random.nextInt(ready.length)];
            merged.add(strands.get(next).events().get(sent[next]++));
        }
    }

    private static boolean isReady(int index, List<Strand> strands, int[] sent) {
        Strand strand = strands.get(index);
        boolean isOver = sent[index] == strand.events().size();
        return !isOver
                && IntStream.range(0, index)
                        .filter(earlier -> strands.get(earlier).lane().equals(strand.lane()))
                        .allMatch(earlier -> strands.get(earlier).isPast(sent[earlier]));
    }

    private boolean isPast(int sent) {
        return sent == events.size() || (overlaps && sent > 0);
    }
}
