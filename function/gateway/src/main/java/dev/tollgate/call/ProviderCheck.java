package dev.tollgate.call;

import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.Role;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.Exchange;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.Unsupported;
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

    private final Attempts attempts;
    private final Clock clock;

    ProviderCheck(Attempts attempts, Clock clock) {
        this.attempts = attempts;
        this.clock = clock;
    }

    /**
     * Asks as a caller's question would be asked: with the same secret, address and words.
     *
     * @param model the provider's own name of a model for chats
     * @throws ChatFailure that such a question would fail with
     */
    public void ask(Provider provider, String model) {
        ChatAdapter adapter = attempts.adapter(provider);
        UpstreamRequest request = attempts.signed(
                adapter, provider, adapter.encode(question(model), model, new Unsupported(adapter.name(), true)));
        Instant deadline = clock.instant().plus(PATIENCE);
        try (Exchange exchange = attempts.upstream().send(request)) {
            Attempt.requireSuccess(adapter, exchange.head(PATIENCE, clock), exchange, clock);
            adapter.decoder(model).whole(exchange.rest(deadline, clock, MAX_REPLY_BYTES));
        }
    }

    /** The least that can be asked: {@code max_tokens}, because some servers know no other word for it. */
    private static ChatRequest question(String model) {
        return new ChatRequest(
                model, List.of(Message.text(Role.USER, "Hi")), null, null, 1, null, null, null, null, null, null, null);
    }
}
