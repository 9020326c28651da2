package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Collects what a reply has besides text and calls, for the fields of its message. {@link AssistantBlocks} reads them when the
 * message comes back.
 *
 * <p>A stream gets the fields at its end, once and complete. OpenAI's own clients do not join lists of unknown fields: the one
 * for Node keeps the last, the one for Python fails. An instance serves one reply on one thread.
 */
public final class ReplyBlocks {
    /** The field for blocks that OpenAI's schema has no field for. */
    public static final String OTHER_BLOCKS = "content_parts";

    private final Map<String, ArrayNode> lists = new LinkedHashMap<>();
    private final List<PlacedBlock> placed = new ArrayList<>();
    private final Map<Integer, Integer> textOfBlocks = new TreeMap<>();
    private final Map<Integer, Integer> callsOfBlocks = new TreeMap<>();
    private int text;
    private int calls;

    /**
     * A block with a field of its own.
     *
     * @param number the provider's number of the block
     */
    private record PlacedBlock(int number, String field, ObjectNode block) {}

    /**
     * Adds a piece of text.
     *
     * @param number the provider's number of the text's block. A stream's blocks may overlap
     */
    public void addText(int number, String piece) {
        text += piece.length();
        textOfBlocks.merge(number, piece.length(), Integer::sum);
    }

    /** The length of all text so far, in characters: the index at which the next text starts. */
    public int textLength() {
        return text;
    }

    /** The index of the next call: OpenAI counts calls, whereas other providers count blocks. */
    public int nextCall(int number) {
        callsOfBlocks.merge(number, 1, Integer::sum);
        return calls++;
    }

    /** The number of calls that the client sees. */
    public int calls() {
        return calls;
    }

    /** Adds complete thinking. Returns the deltas that say so: clients need only what is signed. */
    public List<Delta> addThinking(int number, ThinkingBlocks.Block block) {
        ObjectNode json = ThinkingBlocks.json(block);
        placed.add(new PlacedBlock(number, ThinkingBlocks.FIELD, json));
        return block.isSigned() ? List.of(Delta.complete(json.deepCopy())) : List.of();
    }

    /** Adds a complete block of another type, such as a call of the provider's own tool. Returns the deltas that say so. */
    public List<Delta> addOther(int number, ObjectNode block) {
        placed.add(new PlacedBlock(number, OTHER_BLOCKS, block));
        return List.of(Delta.complete(block.deepCopy()));
    }

    /** Adds an entry of a field that is a list, such as a citation. */
    public void add(String field, JsonNode entry) {
        list(field).add(entry);
    }

    /** The fields of the message; empty where it has only text and calls. Call it once, at the end. */
    public Map<String, JsonNode> fields() {
        placed.sort(Comparator.comparingInt(PlacedBlock::number));
        boolean needsPositions = !inUsualOrder();
        for (int i = 0; i < placed.size(); i++) {
            PlacedBlock block = placed.get(i);
            if (needsPositions) {
                BlockPosition position =
                        new BlockPosition(i, before(block, textOfBlocks), before(block, callsOfBlocks));
                block.block().set(BlockPosition.FIELD, position.json());
            }
            list(block.field()).add(block.block());
        }
        return new LinkedHashMap<>(lists);
    }

    /** The usual order is thinking, other blocks, text, calls. Only another one needs positions. */
    private boolean inUsualOrder() {
        boolean othersStarted = false;
        for (PlacedBlock block : placed) {
            boolean isThinking = block.field().equals(ThinkingBlocks.FIELD);
            othersStarted |= !isThinking;
            boolean late = isThinking && othersStarted;
            if (late || before(block, textOfBlocks) > 0 || before(block, callsOfBlocks) > 0) {
                return false;
            }
        }
        return true;
    }

    private static int before(PlacedBlock block, Map<Integer, Integer> countsByNumber) {
        return countsByNumber.entrySet().stream()
                .filter(entry -> entry.getKey() < block.number())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private ArrayNode list(String field) {
        return lists.computeIfAbsent(field, _ -> JsonNodeFactory.instance.arrayNode());
    }
}
