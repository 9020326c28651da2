package dev.tollgate.fake;

import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.ProviderKind;
import jakarta.inject.Singleton;

/** A kind of provider that does not support embeddings, and never receives other requests. */
@Singleton
public class MuteKind implements ProviderKind {

    @Override
    public String kind() {
        return "mute";
    }

    @Override
    public ChatAdapter adapter(Provider provider) {
        throw new UnsupportedOperationException("nobody chats with " + provider.name());
    }
}
