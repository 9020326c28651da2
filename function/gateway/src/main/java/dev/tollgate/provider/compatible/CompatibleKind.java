package dev.tollgate.provider.compatible;

import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.ProviderKind;
import jakarta.enterprise.context.ApplicationScoped;

/** Kind {@code openai}: OpenAI and everything that speaks like it. */
@ApplicationScoped
public class CompatibleKind implements ProviderKind {

    @Override
    public String kind() {
        return "openai";
    }

    @Override
    public ChatAdapter adapter(Provider provider) {
        return new CompatibleAdapter(provider);
    }
}
