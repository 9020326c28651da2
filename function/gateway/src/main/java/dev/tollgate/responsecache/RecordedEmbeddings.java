package dev.tollgate.responsecache;

import dev.tollgate.call.EmbeddingResponseSink;
import dev.tollgate.call.ForwardingSink;
import dev.tollgate.openai.AnswerCodec;
import dev.tollgate.openai.EmbeddingFormat;
import dev.tollgate.openai.EmbeddingList;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The response to a request for embeddings. It is recorded in one format, and given in the one that the client wants. */
public final class RecordedEmbeddings extends ForwardingSink<EmbeddingResponseSink>
        implements EmbeddingResponseSink, RecordedResponse {
    private final EmbeddingFormat format;
    private Optional<CacheNote> cacheNote = Optional.empty();
    private boolean recording;
    private @Nullable EmbeddingList complete;

    /** The response in this format, which goes to this sink. */
    RecordedEmbeddings(EmbeddingFormat format, EmbeddingResponseSink sink) {
        super(sink);
        this.format = format;
    }

    @Override
    public void note(CacheNote note) {
        cacheNote = Optional.of(note);
    }

    @Override
    public void record() {
        recording = true;
    }

    @Override
    public Optional<byte[]> recorded() {
        return Optional.ofNullable(complete).map(AnswerCodec::write);
    }

    @Override
    public Replay read(byte[] answer) {
        EmbeddingList kept = AnswerCodec.embeddings(answer).as(format);
        return (head, chargeMicros) -> finish(head, kept, chargeMicros);
    }

    @Override
    public void finish(ResponseHead head, EmbeddingList embeddings, OptionalLong chargeMicros) {
        next().finish(cacheNote.map(head::with).orElse(head), embeddings, chargeMicros);
        complete = recording ? embeddings : null;
    }
}
