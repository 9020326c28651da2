package dev.tollgate.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ChunkFold;
import dev.tollgate.openai.ChunkShaper;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.ReplyEvent;
import java.util.List;

/** A streamed reply, event by event, and what the client makes of it. */
final class DecodedReply {
    private final CompatibleReply reply = new CompatibleReply("p");
    private final ChunkShaper shaper = new ChunkShaper("r1", 0, "m", false);
    private final ChunkFold fold = new ChunkFold();

    CompatibleReply decoder() {
        return reply;
    }

    Usage usage() {
        return shaper.usage();
    }

    /** Reads an event with one choice. */
    void event(String choice) {
        data("{\"id\":\"c\",\"model\":\"m\",\"choices\":[" + choice + "]}");
    }

    void piece(String call) {
        event("{\"index\":0,\"delta\":{\"tool_calls\":[" + call + "]}}");
    }

    void usage(String usage) {
        data("{\"choices\":[],\"usage\":" + usage + "}");
    }

    void end() {
        data("[DONE]");
    }

    private void data(String data) {
        reply.event(new ReplyEvent("", data))
                .forEach(chunk -> shaper.shape(chunk).forEach(fold::add));
    }

    /** Ends the reply, which called tools: each as its id, its name and its arguments. */
    List<String> calls() {
        event("{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}");
        return callsOf(completed());
    }

    static List<String> callsOf(ChatCompletion.Choice choice) {
        return choice.message().toolCalls().stream().map(DecodedReply::text).toList();
    }

    private static String text(ToolCall call) {
        return call.id() + " " + call.function().name() + " " + call.function().arguments();
    }

    ChatCompletion.Choice completed() {
        assertThat(reply.complete()).isTrue();
        return fold.completion(null).choices().getFirst();
    }
}
