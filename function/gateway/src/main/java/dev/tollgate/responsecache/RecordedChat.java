package dev.tollgate.responsecache;

import dev.tollgate.call.ChatResponseSink;
import dev.tollgate.call.ForwardingChatSink;
import dev.tollgate.openai.AnswerCodec;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ChunkFold;
import dev.tollgate.openai.ChunkReplay;
import dev.tollgate.openai.Usage;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A chat's response. Whole or streamed, it is recorded whole, and replayed through the same steps. */
public final class RecordedChat extends ForwardingChatSink implements RecordedResponse {
    /** The model has said what it wanted to: others mean that it was cut or filtered, or that nobody knows. */
    private static final Set<String> COMPLETE = Set.of("stop", "tool_calls");

    private final String requestId;
    private final Clock clock;
    private Optional<CacheNote> cacheNote = Optional.empty();
    private boolean recording;
    private @Nullable ChatCompletion complete;

    /** The response of this request, which goes to this sink. */
    RecordedChat(String requestId, ChatResponseSink sink, Clock clock) {
        super(sink);
        this.requestId = requestId;
        this.clock = clock;
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
        return Optional.ofNullable(complete).filter(RecordedChat::isRepeatable).map(AnswerCodec::write);
    }

    /** A model that refuses may answer the next time. */
    private static boolean isRepeatable(ChatCompletion completion) {
        return !completion.choices().isEmpty()
                && completion.choices().stream()
                        .allMatch(choice -> choice.finishReason() != null
                                && COMPLETE.contains(choice.finishReason())
                                && choice.message().refusal() == null);
    }

    @Override
    public Replay read(byte[] answer) {
        ChatCompletion kept = AnswerCodec.chat(answer);
        Usage usage = Objects.requireNonNull(kept.usage(), "usage");
        return (head, chargeMicros) -> {
            ChunkReplay replay =
                    new ChunkReplay(kept, requestId, clock.instant().getEpochSecond());
            ChunkFold fold = new ChunkFold();
            begin(head);
            for (ChatChunk chunk : replay.chunks()) {
                fold.add(chunk);
                chunk(chunk);
            }
            finish(fold.completion(usage), replay.usageChunk(usage), chargeMicros);
        };
    }

    @Override
    public void begin(ResponseHead head) {
        next().begin(cacheNote.map(head::with).orElse(head));
    }

    /** Takes it after the client has: what is stopped on its way must not be given again. */
    @Override
    public void finish(ChatCompletion completion, ChatChunk usage, OptionalLong chargeMicros) {
        next().finish(completion, usage, chargeMicros);
        complete = recording ? completion : null;
    }
}
