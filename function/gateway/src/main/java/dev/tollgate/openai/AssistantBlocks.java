package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of an assistant's message in the order in which the model wrote them, as far as the message still says it. Without
 * positions, or where they no longer fit the message, the order is thinking, other blocks, content, calls.
 */
public final class AssistantBlocks {
    private final List<Piece> pieces = new ArrayList<>();
    private final Deque<Piece.Content> content = new ArrayDeque<>();
    private final Deque<Piece.Call> calls = new ArrayDeque<>();
    private int textTaken;
    private int callsTaken;

    private AssistantBlocks(Message message) {
        List<ContentPart> parts =
                message.content() == null ? List.of() : message.content().asParts();
        for (int i = 0; i < parts.size(); i++) {
            content.add(new Piece.Content(i, parts.get(i)));
        }
        List<ToolCall> all = message.toolCalls() == null ? List.of() : message.toolCalls();
        for (int i = 0; i < all.size(); i++) {
            calls.add(new Piece.Call(i, all.get(i)));
        }
    }

    /** One block of a message, or a piece of its text. */
    public sealed interface Piece {

        /** Thinking. */
        record Thinking(ThinkingBlocks.Block block) implements Piece {}

        /**
         * A block of {@code content_parts}, as the provider sent it.
         *
         * @param index its index in the field
         */
        record Other(int index, ObjectNode block) implements Piece {}

        /**
         * A part of the content, or a piece of its text.
         *
         * @param index the part's index in the content
         */
        record Content(int index, ContentPart part) implements Piece {}

        /**
         * A tool call.
         *
         * @param index its index in the message's calls
         */
        record Call(int index, ToolCall call) implements Piece {}
    }

    /** A block with a field of its own. */
    private record PlacedBlock(Piece piece, @Nullable BlockPosition position) {
        private int index() {
            return position == null ? 0 : position.index();
        }
    }

    /** The blocks of this message. */
    public static List<Piece> of(Message message) {
        List<PlacedBlock> placed = placed(message);
        AssistantBlocks blocks = new AssistantBlocks(message);
        if (fits(placed, message)) {
            placed.stream().sorted(Comparator.comparingInt(PlacedBlock::index)).forEach(blocks::addPlaced);
        } else {
            placed.forEach(block -> blocks.pieces.add(block.piece()));
        }
        blocks.pieces.addAll(blocks.content);
        blocks.pieces.addAll(blocks.calls);
        return List.copyOf(blocks.pieces);
    }

    /** The blocks of an answer. */
    static List<Piece> of(ChatCompletion.AssistantMessage message) {
        String content = message.content();
        return of(new Message(
                Role.ASSISTANT,
                content == null ? null : new MessageContent.Text(content),
                null,
                message.toolCalls(),
                null,
                message.extra()));
    }

    private static List<PlacedBlock> placed(Message message) {
        List<PlacedBlock> placed = new ArrayList<>();
        for (JsonNode node : field(message, ThinkingBlocks.FIELD)) {
            ThinkingBlocks.Block block = ThinkingBlocks.block(node);
            if (block != null) {
                placed.add(new PlacedBlock(new Piece.Thinking(block), BlockPosition.of(node)));
            }
        }
        int index = 0;
        for (JsonNode node : field(message, ReplyBlocks.OTHER_BLOCKS)) {
            if (node instanceof ObjectNode object) {
                ObjectNode block = object.deepCopy();
                block.remove(BlockPosition.FIELD);
                placed.add(new PlacedBlock(new Piece.Other(index, block), BlockPosition.of(node)));
            }
            index++;
        }
        return placed;
    }

    private static JsonNode field(Message message, String name) {
        return message.extra().getOrDefault(name, JsonNodeFactory.instance.missingNode());
    }

    /** Whether each block has a position that exists in this message, whose text or calls the client may have changed. */
    private static boolean fits(List<PlacedBlock> placed, Message message) {
        int text = message.content() == null
                ? 0
                : message.content().asParts().stream()
                        .mapToInt(AssistantBlocks::length)
                        .sum();
        int calls = message.toolCalls() == null ? 0 : message.toolCalls().size();
        return placed.stream().allMatch(block -> {
            BlockPosition position = block.position();
            return position != null && position.text() <= text && position.calls() <= calls;
        });
    }

    private void addPlaced(PlacedBlock block) {
        if (block.position() != null) {
            takeText(block.position().text());
            while (callsTaken < block.position().calls()) {
                pieces.add(calls.remove());
                callsTaken++;
            }
        }
        pieces.add(block.piece());
    }

    /** Takes content until so many characters of text are taken. */
    private void takeText(int end) {
        while (textTaken < end) {
            Piece.Content next = content.remove();
            int missing = end - textTaken;
            if (next.part() instanceof ContentPart.Text text && text.text().length() > missing) {
                pieces.add(piece(next.index(), text.text().substring(0, missing), Map.of()));
                content.addFirst(piece(next.index(), text.text().substring(missing), text.extra()));
                textTaken = end;
            } else {
                pieces.add(next);
                textTaken += length(next.part());
            }
        }
    }

    private static Piece.Content piece(int index, String text, Map<String, JsonNode> extra) {
        return new Piece.Content(index, new ContentPart.Text("text", text, extra));
    }

    private static int length(ContentPart part) {
        return part instanceof ContentPart.Text text ? text.text().length() : 0;
    }
}
