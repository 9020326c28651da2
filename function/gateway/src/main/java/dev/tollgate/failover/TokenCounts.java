package dev.tollgate.failover;

import dev.tollgate.call.CallContext;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.FailureText;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.TokenCountRequest;
import dev.tollgate.provider.UpstreamRequest;
import dev.tollgate.route.Target;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/** Lets providers count the tokens of prompts. They do not bill it, so that nothing is recorded. */
@ApplicationScoped
public class TokenCounts {
    private static final Logger LOG = Logger.getLogger(TokenCounts.class);
    private static final int MAX_REPLY_BYTES = 64 * 1024;

    /** Clients count before they send, and have an estimate if the provider takes longer. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final ProviderClient client;
    private final Clock clock;

    TokenCounts(ProviderClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** The provider's own count of a request in the words of its API; empty if it has none, or does not respond. */
    public OptionalLong of(CallContext<ChatRequest> context, Target target) {
        ChatAdapter adapter = client.chatAdapter(target.provider());
        return context.nativeRequest()
                .flatMap(sent -> adapter.tokenCount(sent, context.request(), target.model()))
                .map(count -> counted(count, adapter, context, target))
                .orElse(OptionalLong.empty());
    }

    private OptionalLong counted(
            TokenCountRequest count, ChatAdapter adapter, CallContext<ChatRequest> context, Target target) {
        Instant end = clock.instant().plus(TIMEOUT);
        Instant by = end.isBefore(context.deadline()) ? end : context.deadline();
        UpstreamRequest request = new ClientHeaders(context.forwardedHeaders()).in(count.request(), adapter);
        AuthorizedRequest authorized = client.authorized(adapter, target.provider(), request);
        try {
            return new UnbilledExchange(client, adapter, clock).reply(authorized, by, MAX_REPLY_BYTES, count.count());
        } catch (GatewayException failed) {
            LOG.debugf(
                    FailureText.bug(failed),
                    "request %s: %s did not count its tokens: %s",
                    context.requestId(),
                    target.name(),
                    FailureText.line(failed));
            return OptionalLong.empty();
        }
    }
}
