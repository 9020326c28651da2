package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.edge.ChatResponseFormat;
import dev.tollgate.edge.ServerSentEvents;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import java.util.OptionalLong;

/** Words a summary as a compacted conversation: what the user has said, and one item with the rest. */
final class CompactionFormat implements ChatResponseFormat {
    private final String id;
    private final ArrayNode conversation;

    /** The answer to a request, whose response has this id. */
    CompactionFormat(String id, ArrayNode conversation) {
        this.id = id;
        this.conversation = conversation;
    }

    @Override
    public byte[] whole(ChatCompletion completion, OptionalLong chargeMicros) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("object", "response.compaction")
                .put("created_at", completion.created());
        String suffix = ResponseId.part(id);
        ArrayNode output = json.putArray("output");
        for (int i = 0; i < conversation.size(); i++) {
            if ("user".equals(conversation.get(i).path("role").asText())) {
                output.add(InputItems.shown(conversation.get(i), suffix + "_in" + i));
            }
        }
        String summary = completion.choices().getFirst().message().content();
        output.add(CompactedItem.of("cmp_" + suffix, summary == null ? "" : summary));
        ResponseDocument.complete(json, completion.usage(), null);
        return ServerSentEvents.json(json);
    }

    /** A compaction is never streamed. */
    @Override
    public byte[] chunk(ChatChunk chunk) {
        return NOTHING;
    }

    @Override
    public byte[] finished(ChatCompletion completion, ChatChunk usage, OptionalLong chargeMicros) {
        return NOTHING;
    }
}
