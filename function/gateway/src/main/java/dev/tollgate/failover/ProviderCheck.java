package dev.tollgate.failover;

import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.Role;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.UpstreamExchange;
import dev.tollgate.provider.UpstreamRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Asks a provider for one token, to see whether it takes the gateway's key. */
@ApplicationScoped
public class ProviderCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MAX_REPLY_BYTES = 1024 * 1024;

    private final ModelAttempts modelAttempts;
    private final Clock clock;

    ProviderCheck(ModelAttempts modelAttempts, Clock clock) {
        this.modelAttempts = modelAttempts;
        this.clock = clock;
    }

    /**
     * Asks as a caller's question would be asked: with the same secret, address and words.
     *
     * @param model the provider's own name of a model for chats
     * @throws GatewayException that such a question would fail with
     */
    public void ask(Provider provider, String model) {
        ChatAdapter adapter = modelAttempts.adapter(provider);
        UpstreamRequest request = modelAttempts.signed(
                adapter, provider, adapter.encode(question(model), model, new UnsupportedFields(adapter.name(), true)));
        Instant deadline = clock.instant().plus(PATIENCE);
        try (UpstreamExchange upstreamExchange = modelAttempts.upstream().send(request)) {
            ChatAttempt.requireSuccess(adapter, upstreamExchange.head(PATIENCE, clock), upstreamExchange, clock);
            adapter.decoder(model).whole(upstreamExchange.rest(deadline, clock, MAX_REPLY_BYTES));
        }
    }

    /** The least that can be asked: {@code max_tokens}, because some servers know no other word for it. */
    private static ChatRequest question(String model) {
        return new ChatRequest(
                model, List.of(Message.text(Role.USER, "Hi")), null, null, 1, null, null, null, null, null, null, null);
    }
}
