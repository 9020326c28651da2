package dev.tollgate.provider;

import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.GatewayException;
import java.util.List;

/**
 * Reads one reply, buffered or streamed, into the same chunks: two doors into one room.
 *
 * <p>For one reply and one thread. The law: folding what {@link #event} gave equals folding what {@link #whole} gives
 * for the same answer.
 */
public interface ReplyDecoder {

    /**
     * A reply that came in one piece.
     *
     * @throws GatewayException where the body is no answer, such as an error sent with status 200
     */
    List<ChatChunk> whole(byte[] body);

    /**
     * The next event of a streamed reply.
     *
     * @throws GatewayException where the event is an error
     */
    List<ChatChunk> event(ReplyEvent event);

    /**
     * Whether the answer came to its end. False after the upstream's last byte means the stream was cut.
     *
     * @throws GatewayException where the provider ended it in vain, but told what it counted: that has been passed on by then
     */
    boolean complete();
}
