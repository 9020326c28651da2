package dev.tollgate.guardrail;

import dev.tollgate.call.ChatResponseSink;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.NativeEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A sink that notes what reaches it. */
final class RecordedAnswer implements ChatResponseSink {
    private final List<String> events = new ArrayList<>();

    /** What has happened, in order; chunks with their content. */
    List<String> events() {
        return events;
    }

    @Override
    public void begin(ResponseHead head) {
        events.add("begin " + head.provider());
    }

    @Override
    public void chunk(ChatChunk chunk) {
        ChatChunk.Choice choice = chunk.choices().getFirst();
        events.add(
                choice.finishReason() != null
                        ? choice.finishReason()
                        : "'" + choice.delta().content() + "'");
    }

    @Override
    public void nativeEvent(NativeEvent event) {
        events.add("native " + event.data());
    }

    @Override
    public void heartbeat() {
        events.add("heartbeat");
    }

    @Override
    public void finish(ChatCompletion completion, ChatChunk usage, OptionalLong chargeMicros) {
        events.add("finish '" + completion.choices().getFirst().message().content() + "'");
    }

    @Override
    public void fail(GatewayException failure, List<AttemptSummary> attempts) {
        events.add("fail " + failure.kind());
    }

    @Override
    public boolean committed() {
        return !events.isEmpty();
    }

    @Override
    public void onDisconnect(Runnable action) {
        events.add("onDisconnect");
    }

    @Override
    public void beforeLastByte(Runnable action) {
        events.add("beforeLastByte");
    }
}
