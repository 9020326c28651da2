package dev.tollgate.guardrail;

import dev.tollgate.call.ForwardingMediaSink;
import dev.tollgate.call.MediaResponseSink;
import dev.tollgate.openai.MediaAnswer;
import java.util.OptionalLong;

/** Sends a transcript that had to be whole for its checks as the events that the client waits for. */
final class TranscriptEventSink extends ForwardingMediaSink {
    TranscriptEventSink(MediaResponseSink next) {
        super(next);
    }

    @Override
    public void whole(ResponseHead head, String contentType, byte[] body, OptionalLong chargeMicros) {
        if (!MediaAnswer.isTranscript(body)) {
            next().whole(head, contentType, body, chargeMicros);
            return;
        }
        next().begin(head, "text/event-stream");
        next().bytes(MediaAnswer.events(body));
        next().end();
    }
}
