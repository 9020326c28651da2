package dev.tollgate.provider;

import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.util.List;

/**
 * An adapter's decoder, for which a number that nobody can read is the provider's fault. Jackson throws no {@code IOException}
 * for an exponent of eleven digits, but a {@code NumberFormatException}, which would otherwise be a bug of the gateway.
 */
public final class CheckedDecoder implements ReplyDecoder {
    private final String provider;
    private final ReplyDecoder decoder;

    private CheckedDecoder(String provider, ReplyDecoder decoder) {
        this.provider = provider;
        this.decoder = decoder;
    }

    /**
     * The decoder, checked.
     *
     * @param provider the name that a failure has
     */
    public static ReplyDecoder of(String provider, ReplyDecoder decoder) {
        return new CheckedDecoder(provider, decoder);
    }

    @Override
    public List<ChatChunk> whole(byte[] body) {
        try {
            return decoder.whole(body);
        } catch (NumberFormatException outOfBounds) {
            throw unreadable(outOfBounds);
        }
    }

    @Override
    public List<ChatChunk> event(ReplyEvent event) {
        try {
            return decoder.event(event);
        } catch (NumberFormatException outOfBounds) {
            throw unreadable(outOfBounds);
        }
    }

    @Override
    public List<ChatChunk> end() {
        return decoder.end();
    }

    @Override
    public boolean complete() {
        return decoder.complete();
    }

    @Override
    public boolean mayGoOn() {
        return decoder.mayGoOn();
    }

    @Override
    public boolean ended() {
        return decoder.ended();
    }

    @Override
    public boolean done() {
        return decoder.done();
    }

    private GatewayException unreadable(NumberFormatException outOfBounds) {
        return new GatewayException(
                ErrorKind.UPSTREAM_FAILED, provider + " sent a number that cannot be read.", outOfBounds);
    }
}
