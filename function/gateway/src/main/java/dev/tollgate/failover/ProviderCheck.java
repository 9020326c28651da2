package dev.tollgate.failover;

import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.Role;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.UnsupportedFields;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Requests one token from a provider, to see whether it accepts the gateway's key. */
@ApplicationScoped
public class ProviderCheck {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MAX_REPLY_BYTES = 1024 * 1024;

    private final ProviderClient client;
    private final Clock clock;

    ProviderCheck(ProviderClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /**
     * Sends what a client's request would become: with the same secret, address and format.
     *
     * @param model the provider's own name of a chat model
     * @throws GatewayException the failure of such a request
     */
    public void run(Provider provider, String model) {
        ChatAdapter adapter = client.chatAdapter(provider);
        UnsupportedFields unsupported = new UnsupportedFields(adapter.name(), DropPolicy.EVERYTHING);
        AuthorizedRequest request =
                client.authorized(adapter, provider, adapter.encode(request(model), model, unsupported));
        var _ = new UnbilledExchange(client, adapter, clock)
                .reply(request, clock.instant().plus(TIMEOUT), MAX_REPLY_BYTES, adapter.decoder(model)::whole);
    }

    /** The smallest request. */
    private static ChatRequest request(String model) {
        return ChatRequest.of(model, List.of(Message.text(Role.USER, "Hi")), 1, null);
    }
}
