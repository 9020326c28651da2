package dev.tollgate.edge.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.call.ResponseSink.ResponseHead;
import dev.tollgate.edge.CallCost;
import dev.tollgate.edge.ChatResponseFormat;
import dev.tollgate.edge.ServerSentEvents;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.Usage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Words one answer as a message of Anthropic's: {@code message_start ping block* message_delta message_stop}. A whole message is put
 * together from the same events, so that both say the same in the same order.
 */
final class MessagesFormat implements ChatResponseFormat {
    private static final byte[] PING = "event: ping\ndata: {\"type\":\"ping\"}\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final String OPENAI_ID = "chatcmpl-";
    private static final String ID = "msg_";

    private final MessageSettings settings;
    private final CallCost cost;
    private final Clock clock;
    private ByteArrayOutputStream unsent = new ByteArrayOutputStream();
    private WholeMessage whole = new WholeMessage();
    private MessageBlocks blocks;
    private boolean started;

    MessagesFormat(MessageSettings settings, CallCost cost, Clock clock) {
        this.settings = settings;
        this.cost = cost;
        this.clock = clock;
        this.blocks = streamed();
    }

    private MessageBlocks streamed() {
        return new MessageBlocks(new MessageEvents(this::send), settings.showsThinking());
    }

    @Override
    public Map<String, String> headers(ResponseHead head) {
        return MessagesRates.headers(head.rateStatus(), clock.instant());
    }

    /** A target may begin after another one has failed: nothing of its answer is left. */
    @Override
    public byte[] started(ResponseHead head) {
        started = false;
        unsent = new ByteArrayOutputStream();
        blocks = streamed();
        return NOTHING;
    }

    @Override
    public byte[] chunk(ChatChunk chunk) {
        start(chunk.id(), chunk.model());
        blocks.add(chunk);
        return sent();
    }

    /** Only the first chunk of an answer has the role: nothing of an answer before it is left. */
    @Override
    public void note(ChatChunk chunk) {
        if (chunk.choices().stream().anyMatch(choice -> choice.delta().role() != null)) {
            whole = new WholeMessage();
            blocks = new MessageBlocks(new MessageEvents(whole), settings.showsThinking());
        }
        blocks.add(chunk);
    }

    @Override
    public byte[] finished(ChatCompletion completion, ChatChunk usage, OptionalLong chargeMicros) {
        start(completion.id(), completion.model());
        blocks.end();
        ObjectNode delta = MessageEvents.of("message_delta");
        addEnd(completion, delta.putObject("delta"));
        delta.set("usage", MessageUsage.of(cost.in(usage, chargeMicros).usage()));
        send(delta);
        send(MessageEvents.of("message_stop"));
        return sent();
    }

    @Override
    public byte[] whole(ChatCompletion completion, OptionalLong chargeMicros) {
        blocks.end();
        ObjectNode message = message(completion.id(), completion.model());
        message.set("content", whole.content());
        addEnd(completion, message);
        message.set("usage", MessageUsage.of(cost.in(completion, chargeMicros).usage()));
        return ServerSentEvents.json(message);
    }

    @Override
    public byte[] heartbeat() {
        return PING;
    }

    /** Nobody has counted the tokens yet: the end of the message says the true numbers. Clients show the first one meanwhile. */
    private void start(@Nullable String id, @Nullable String model) {
        if (started) {
            return;
        }
        started = true;
        ObjectNode message = message(id, model);
        message.putNull("stop_reason").putNull("stop_sequence");
        message.set("usage", MessageUsage.of(Usage.of(settings.promptTokens().getAsLong(), 0)));
        send(MessageEvents.of("message_start").set("message", message));
        unsent.writeBytes(PING);
    }

    private static ObjectNode message(@Nullable String id, @Nullable String model) {
        ObjectNode message = JsonNodeFactory.instance
                .objectNode()
                .put("id", id(id == null ? "" : id))
                .put("type", "message")
                .put("role", "assistant")
                .put("model", model == null ? "" : model);
        message.putArray("content");
        return message;
    }

    private static String id(String id) {
        return id.startsWith(ID) ? id : ID + (id.startsWith(OPENAI_ID) ? id.substring(OPENAI_ID.length()) : id);
    }

    private void addEnd(ChatCompletion completion, ObjectNode node) {
        StopReason.of(completion, settings.stopSequences(), blocks.refused()).addTo(node);
        JsonNode container = completion.extra().get("container");
        if (container != null) {
            node.set("container", container);
        }
    }

    private void send(ObjectNode event) {
        unsent.writeBytes(ServerSentEvents.typed(event));
    }

    private byte[] sent() {
        byte[] bytes = unsent.toByteArray();
        unsent.reset();
        return bytes;
    }
}
