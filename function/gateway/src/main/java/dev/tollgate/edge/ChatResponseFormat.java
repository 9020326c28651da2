package dev.tollgate.edge;

import dev.tollgate.call.ResponseSink.ResponseHead;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.NativeEvent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How the API that the client called words one chat answer: {@code started → chunk* → finished} if it is streamed, else
 * {@code whole}. What is said is the same in each API. One object words one answer, and may count its events.
 */
public interface ChatResponseFormat {
    /** No bytes. */
    byte[] NOTHING = new byte[0];

    /** The headers that only this API has, in addition to the gateway's own. */
    default Map<String, String> headers(ResponseHead head) {
        return Map.of();
    }

    /** What comes before the first chunk. */
    default byte[] started(ResponseHead head) {
        return NOTHING;
    }

    /** What says this chunk; {@link #NOTHING} where this API would say nothing. */
    byte[] chunk(ChatChunk chunk);

    /**
     * What comes after the last chunk of a complete answer.
     *
     * @param usage the chunk with the usage that OpenAI's clients may request
     * @param chargeMicros what the client is charged for the call; empty if that is not known
     */
    byte[] finished(ChatCompletion completion, ChatChunk usage, OptionalLong chargeMicros);

    /** The whole answer. */
    byte[] whole(ChatCompletion completion, OptionalLong chargeMicros);

    /** A sign of life between two events. */
    default byte[] heartbeat() {
        return ServerSentEvents.HEARTBEAT;
    }

    /** The provider's own event, if the provider speaks this API. */
    default byte[] nativeEvent(NativeEvent event) {
        return ServerSentEvents.event(event);
    }

    /** What comes after the last of the provider's own events, in a stream. */
    default byte[] nativeFinished() {
        return NOTHING;
    }

    /** A chunk of an answer that is sent whole: all of them come before {@link #whole}. */
    default void note(ChatChunk chunk) {}

    /** The provider's own whole reply, if the provider speaks this API. */
    default byte[] nativeWhole(NativeEvent reply) {
        return reply.data().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What ends a stream that cannot go on.
     *
     * @param errors how this API words its errors
     */
    default byte[] failed(GatewayException failure, ClientErrors errors) {
        return errors.event(failure);
    }

    /** The media type of a stream. */
    default String streamType() {
        return ServerSentEvents.TYPE;
    }
}
