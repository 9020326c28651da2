package dev.tollgate.guardrail;

import dev.tollgate.call.ForwardingMediaSink;
import dev.tollgate.call.MediaResponseSink;
import dev.tollgate.openai.MediaAnswer;
import dev.tollgate.openai.StreamEditors;
import java.util.OptionalLong;

/** Passes an edited response on. What is streamed here is sound or images, which have no text. */
final class EditedMediaSink extends ForwardingMediaSink {
    private final StreamEditors editors;

    EditedMediaSink(MediaResponseSink next, StreamEditors editors) {
        super(next);
        this.editors = editors;
    }

    @Override
    public void whole(ResponseHead head, String contentType, byte[] body, OptionalLong chargeMicros) {
        next().whole(head, contentType, MediaAnswer.edited(body, editors), chargeMicros);
    }
}
