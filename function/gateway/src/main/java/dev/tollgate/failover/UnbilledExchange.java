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
    private boolean handled;

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

    /**
     * Whether the provider may have done what the request says, however the exchange failed: there was a connection, and no reply that
     * refuses the request.
     */
    boolean mayBeHandled() {
        return handled;
    }

    private void requireSuccess(UpstreamExchange exchange, Instant by) {
        UpstreamExchange.ReplyHead head = head(exchange, by);
        handled = !isRefusal(head.status());
        UpstreamCall.requireSuccess(head, exchange, api, clock);
    }

    private UpstreamExchange.ReplyHead head(UpstreamExchange exchange, Instant by) {
        try {
            return exchange.head(Duration.between(clock.instant(), by), clock);
        } finally {
            handled = exchange.connected();
        }
    }

    /** A provider that is overloaded says so before it begins. Any other failure of its own may come after it has done the work. */
    private static boolean isRefusal(int status) {
        return (status >= 300 && status < 500) || status == 503 || status == 529;
    }
}
