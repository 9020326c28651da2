package dev.tollgate.provider;

import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.GatewayException;
import java.util.List;

/**
 * Decodes one reply, buffered or streamed, to chunks. It serves one reply on one thread.
 *
 * <p>Both ways must agree: for the same reply, the chunks of {@link #event} fold to the same completion as the chunks of
 * {@link #whole}.
 */
public interface ReplyDecoder {

    /**
     * Decodes a buffered reply.
     *
     * @throws GatewayException where the body is not a completion, such as an error sent with status 200
     */
    List<ChatChunk> whole(byte[] body);

    /**
     * Decodes the next event of a streamed reply.
     *
     * @throws GatewayException where the event is an error
     */
    List<ChatChunk> event(ReplyEvent event);

    /** What the end of a streamed reply adds: a finish that came before the last words. Call it once, after the last event. */
    default List<ChatChunk> end() {
        return List.of();
    }

    /**
     * Whether the completion has reached its end. False after the provider's last byte means that the stream was cut.
     *
     * @throws GatewayException where the provider ended its answer with a failure, after usage that the decoder has already
     *     emitted
     */
    boolean complete();

    /** Whether a complete reply looks as if more followed, so that a short silence is not its end. */
    default boolean mayGoOn() {
        return false;
    }

    /**
     * Whether the provider has said that its answer is over. Usage may still follow, but the client does not wait for it.
     */
    default boolean ended() {
        return done();
    }

    /** Whether nothing can follow any more, not even usage: then nobody waits for the provider to close the stream. */
    default boolean done() {
        return false;
    }
}
