package dev.tollgate.provider.anthropic;

import dev.tollgate.provider.BatchAdapter;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.ProviderKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Kind {@code anthropic}: Claude, and other models with the Messages API. */
@ApplicationScoped
public class AnthropicKind implements ProviderKind {

    @Override
    public String kind() {
        return "anthropic";
    }

    @Override
    public ChatAdapter adapter(Provider provider) {
        return new AnthropicAdapter(provider);
    }

    @Override
    public Optional<BatchAdapter> batches(Provider provider) {
        return Optional.of(new AnthropicAdapter(provider).batches());
    }
}
