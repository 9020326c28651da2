package dev.tollgate.failover;

import dev.tollgate.metering.AttemptUsage;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ChunkFold;
import dev.tollgate.openai.ChunkShaper;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.ReplyDecoder;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.route.Target;
import java.util.Objects;
import java.util.function.Function;

/** A chat of the gateway's own: one prompt, and one reply in one piece. Fields that the model does not support are left out. */
public final class SideChat implements SideRequest {
    private final ProviderClient client;
    private final ChatRequest prompt;
    private final Target target;
    private final SideCall call;
    private final ChunkShaper shaper;
    private final ChunkFold fold = new ChunkFold();
    private boolean spoke;

    SideChat(ProviderClient client, ChatRequest prompt, Target target, Function<SideRequest, SideCall> calls) {
        this.client = client;
        this.prompt = prompt;
        this.target = target;
        this.shaper = new ChunkShaper("side", 0, target.model(), false);
        this.call = calls.apply(this);
    }

    /** The call that runs it. */
    public SideCall call() {
        return call;
    }

    /** What the model said; empty if it said nothing, or the call failed. */
    public String text() {
        return !spoke
                ? ""
                : fold.completion(Usage.NONE).choices().stream()
                        .map(choice -> choice.message().content())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("");
    }

    @Override
    public Prepared prepare() {
        ChatAdapter adapter = client.chatAdapter(target.provider());
        UnsupportedFields unsupported = new UnsupportedFields(adapter.name(), DropPolicy.EVERYTHING);
        return new Prepared(
                adapter,
                adapter.encode(prompt, target.model(), unsupported),
                body -> read(adapter.decoder(target.model()), body));
    }

    private void read(ReplyDecoder decoder, byte[] body) {
        for (ChatChunk raw : decoder.whole(body)) {
            for (ChatChunk chunk : shaper.shape(raw)) {
                fold.add(chunk);
                spoke = true;
            }
        }
    }

    /** A model that was late has read the prompt all the same, and is paid for it. One that refused has not. */
    @Override
    public AttemptUsage usage(boolean refused) {
        return refused && shaper.usage() == null
                ? AttemptUsage.NOTHING
                : AttemptUsage.of(shaper.usage(), prompt, fold::generatedText, shaper.serviceTier());
    }
}
