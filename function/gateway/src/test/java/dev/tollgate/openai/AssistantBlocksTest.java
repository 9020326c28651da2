package dev.tollgate.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.AssistantBlocks.Piece;
import dev.tollgate.openai.ThinkingBlocks.Block;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssistantBlocksTest {

    @Test
    void aReplyInTheUsualOrderHasNoPositions() {
        ReplyBlocks blocks = new ReplyBlocks();
        blocks.addThinking(0, new Block.Thinking("a", "s"));
        blocks.addOther(1, JsonNodeFactory.instance.objectNode().put("type", "x"));
        blocks.addText(2, "Hello");
        blocks.nextCall(3);

        ObjectNode fields = JsonNodeFactory.instance.objectNode().setAll(blocks.fields());
        assertThat(fields).hasToString("""
                {"thinking_blocks":[{"type":"thinking","thinking":"a","signature":"s"}],"content_parts":[{"type":"x"}]}""");
    }

    @Test
    void anEmptySignatureIsNone() {
        assertThat(new Block.Thinking("cut off", "")).isEqualTo(new Block.Thinking("cut off", null));
        assertThat(new Block.Thinking("cut off", "").isSigned()).isFalse();
    }

    @Test
    void anyOtherOrderComesBack() throws JsonProcessingException {
        ReplyBlocks blocks = new ReplyBlocks();
        blocks.addOther(0, JsonNodeFactory.instance.objectNode().put("type", "search"));
        blocks.addThinking(1, new Block.Thinking("a", "s1"));
        blocks.addText(2, "Hel");
        blocks.addText(2, "lo. ");
        blocks.addThinking(3, new Block.Redacted("r"));
        blocks.nextCall(4);
        blocks.addThinking(5, new Block.Thinking("b", "s2"));
        blocks.addText(6, "Bye.");
        blocks.nextCall(7);
        ObjectNode message = json("""
                {"role":"assistant","content":"Hello. Bye.","tool_calls":[{"id":"1"},{"id":"2"}]}""");
        message.setAll(blocks.fields());

        assertThat(order(message)).containsExactly("search", "a", "Hello. ", "r", "1", "b", "Bye.", "2");
    }

    @Test
    void piecesOfTextKeepTheirParts() throws JsonProcessingException {
        ObjectNode message = json("""
                {"role":"assistant","content":[{"type":"text","text":"ab"},{"type":"text","text":"cd","cache_control":{"type":"x"}}],
                "thinking_blocks":[{"thinking":"t","signature":"s","position":{"index":0,"text":3,"calls":0}}]}""");

        List<Piece> pieces = AssistantBlocks.of(read(message));

        assertThat(order(message)).containsExactly("ab", "c", "t", "d");
        assertThat(pieces.get(1)).isInstanceOfSatisfying(Piece.Content.class, content -> {
            assertThat(content.index()).isEqualTo(1);
            assertThat(((ContentPart.Text) content.part()).extra()).isEmpty();
        });
        assertThat(pieces.getLast()).isInstanceOfSatisfying(Piece.Content.class, content -> assertThat(
                        ((ContentPart.Text) content.part()).extra())
                .containsKey("cache_control"));
    }

    @Test
    void thinkingComesFirstWhereItsPositionNoLongerFits() throws JsonProcessingException {
        String block = "{\"thinking\":\"t\",\"signature\":\"s\",\"position\":{\"index\":0,\"text\":5,\"calls\":%s}}";
        for (String position : List.of(block.formatted("0"), block.formatted("9"), block.formatted("\"x\""))) {
            ObjectNode message = json("{\"role\":\"assistant\",\"content\":\"Hi\",\"tool_calls\":[{\"id\":\"1\"}],"
                    + "\"thinking_blocks\":[" + position + "]}");

            assertThat(order(message)).as(position).containsExactly("t", "Hi", "1");
        }
    }

    @Test
    void leavesOutMalformedBlocks() throws JsonProcessingException {
        ObjectNode message = json(
                "{\"role\":\"assistant\",\"content\":null,\"thinking_blocks\":[1,{\"type\":\"thinking\"}],\"content_parts\":\"x\"}");

        assertThat(AssistantBlocks.of(read(message))).isEmpty();
    }

    private static List<String> order(ObjectNode message) throws JsonProcessingException {
        return AssistantBlocks.of(read(message)).stream()
                .map(piece -> switch (piece) {
                    case Piece.Thinking(Block.Thinking(String text, var _)) -> text;
                    case Piece.Thinking(Block.Redacted(String data)) -> data;
                    case Piece.Other(int _, ObjectNode block) ->
                        block.path("type").asText();
                    case Piece.Content(int _, ContentPart part) -> ((ContentPart.Text) part).text();
                    case Piece.Call(int _, var call) -> String.valueOf(call.id());
                })
                .toList();
    }

    private static ObjectNode json(String text) throws JsonProcessingException {
        return (ObjectNode) JsonCodec.mapper().readTree(text);
    }

    private static Message read(ObjectNode message) throws JsonProcessingException {
        return JsonCodec.mapper().treeToValue(message, Message.class);
    }
}
