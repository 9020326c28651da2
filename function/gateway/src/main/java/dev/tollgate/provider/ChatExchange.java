package dev.tollgate.provider;

import java.util.List;
import java.util.stream.Stream;

/**
 * One request to a provider without credentials, and what reads the reply.
 *
 * @param decoder decodes exactly this reply
 * @param events parses the events of exactly this reply, if it is streamed
 * @param dropped fields of the client's that the provider does not get; the head of the response names them
 */
public record ChatExchange(UpstreamRequest request, ReplyDecoder decoder, EventParser events, List<String> dropped) {

    public ChatExchange {
        dropped = List.copyOf(dropped);
    }

    /** An exchange in which the provider gets every field. */
    public ChatExchange(UpstreamRequest request, ReplyDecoder decoder, EventParser events) {
        this(request, decoder, events, List.of());
    }

    /** The same exchange, in which the provider does not get these either. */
    public ChatExchange alsoDropping(List<String> others) {
        return others.isEmpty()
                ? this
                : new ChatExchange(
                        request,
                        decoder,
                        events,
                        Stream.concat(dropped.stream(), others.stream())
                                .distinct()
                                .toList());
    }
}
