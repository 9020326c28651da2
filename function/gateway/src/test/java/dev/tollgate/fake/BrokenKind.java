package dev.tollgate.fake;

import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.ProviderKind;
import dev.tollgate.provider.ReplyDecoder;
import dev.tollgate.provider.ReplyEvent;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.UpstreamRequest;
import dev.tollgate.provider.compatible.CompatibleKind;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A kind of provider with OpenAI's API, whose decoder fails with the {@link Error} that a reply names. */
@Singleton
public class BrokenKind implements ProviderKind {
    private static final Map<String, Error> ERRORS = Map.of(
            "StackOverflowError", new StackOverflowError(),
            "NoClassDefFoundError", new NoClassDefFoundError("dev/tollgate/Missing"));

    @Override
    public String kind() {
        return "broken";
    }

    @Override
    public ChatAdapter adapter(Provider provider) {
        return new BrokenAdapter(new CompatibleKind().adapter(provider));
    }

    private record BrokenAdapter(ChatAdapter whole) implements ChatAdapter {
        @Override
        public String name() {
            return whole.name();
        }

        @Override
        public UpstreamRequest authorize(UpstreamRequest request, String secret, Instant now) {
            return whole.authorize(request, secret, now);
        }

        @Override
        public GatewayException failure(int status, byte[] body) {
            return whole.failure(status, body);
        }

        @Override
        public UpstreamRequest encode(ChatRequest request, String model, UnsupportedFields unsupported) {
            return whole.encode(request, model, unsupported);
        }

        @Override
        public ReplyDecoder decoder(String model) {
            return new BrokenDecoder(whole.decoder(model));
        }
    }

    private record BrokenDecoder(ReplyDecoder whole) implements ReplyDecoder {
        @Override
        public List<ChatChunk> whole(byte[] body) {
            failIfNamed(new String(body, StandardCharsets.UTF_8));
            return whole.whole(body);
        }

        @Override
        public List<ChatChunk> event(ReplyEvent event) {
            failIfNamed(event.data());
            return whole.event(event);
        }

        @Override
        public boolean complete() {
            return whole.complete();
        }

        private static void failIfNamed(String text) {
            ERRORS.forEach((name, error) -> {
                if (text.contains(name)) {
                    throw error;
                }
            });
        }
    }
}
