package dev.tollgate.failover;

import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.ProviderApi;
import dev.tollgate.provider.UpstreamExchange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Sends requests that no usage record covers, because nobody bills them, and reads their replies if the provider accepts them. No
 * failure holds a secret of its request.
 */
final class UnbilledExchange {
    private final ProviderClient client;
    private final ProviderApi api;
    private final Clock clock;

    UnbilledExchange(ProviderClient client, ProviderApi api, Clock clock) {
        this.client = client;
        this.api = api;
        this.clock = clock;
    }

    /**
     * Sends a request, and reads its whole reply.
     *
     * @param by when the reply is there at the latest
     * @param reader reads a reply of at most so many bytes
     */
    <T> T reply(AuthorizedRequest request, Instant by, int maxBytes, Function<byte[], T> reader) {
        try (UpstreamExchange exchange = client.send(request)) {
            requireSuccess(exchange, by);
            return reader.apply(exchange.rest(by, clock, maxBytes));
        } catch (GatewayException failed) {
            throw request.mask().redact(failed);
        }
    }

    /** Sends a request whose reply may have any length, and lets the reader take it as it comes. */
    void download(AuthorizedRequest request, Instant by, Consumer<UpstreamExchange> reader) {
        try (UpstreamExchange exchange = client.download(request)) {
            requireSuccess(exchange, by);
            reader.accept(exchange);
        } catch (GatewayException failed) {
            throw request.mask().redact(failed);
        }
    }

    private void requireSuccess(UpstreamExchange exchange, Instant by) {
        UpstreamExchange.ReplyHead head = exchange.head(Duration.between(clock.instant(), by), clock);
        UpstreamCall.requireSuccess(head, exchange, api, clock);
    }
}
