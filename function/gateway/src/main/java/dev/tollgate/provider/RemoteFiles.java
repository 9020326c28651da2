package dev.tollgate.provider;

import dev.tollgate.config.GatewayConfig;
import dev.tollgate.config.TrustedAuthorities;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.MessageContent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Puts files into a request that names them by URL, for providers that take bytes only. What may be fetched, and from
 * where, is told in docs/security.md. Made when first needed: its client reads the trusted authorities, which is nothing
 * for a cold start to wait for.
 */
@ApplicationScoped
public class RemoteFiles {
    private final GatewayConfig.Files config;
    private final Clock clock;
    private final Set<String> trustedHosts;
    private final FileClient client;

    @Inject
    RemoteFiles(GatewayConfig config, TrustedAuthorities trust, Clock clock) {
        this(config.files(), clock, new FileClient(new CheckedResolver(trustedHosts(config.files())), trust.context()));
    }

    /** For tests, which have names of their own. */
    RemoteFiles(GatewayConfig.Files config, Clock clock, FileClient client) {
        this.config = config;
        this.clock = clock;
        this.trustedHosts = trustedHosts(config);
        this.client = client;
    }

    /**
     * The same request with each {@code http} and {@code https} URL of an image replaced by a data URI.
     *
     * @param left addresses that the provider reads by itself
     * @param fetched what other targets of the same call had fetched; what is new is added
     * @param deadline the call's, which may be nearer than the time for files
     * @throws dev.tollgate.openai.GatewayException {@code INVALID_VALUE} that names the field
     */
    public ChatRequest inlined(ChatRequest request, Predicate<String> left, FetchedFiles fetched, Instant deadline) {
        Instant patienceEnds = clock.instant().plus(config.timeout());
        FileFetch fetch = new FileFetch(
                config,
                trustedHosts,
                client,
                fetched,
                clock,
                patienceEnds.isBefore(deadline) ? patienceEnds : deadline);
        Predicate<ContentPart.ImageUrl> isFetched =
                image -> isRemote(image) && !left.test(image.url().strip());
        List<Message> messages = new ArrayList<>(request.messages().size());
        for (int i = 0; i < request.messages().size(); i++) {
            messages.add(message(request.messages().get(i), "messages[" + i + "].content", isFetched, fetch));
        }
        return request.withMessages(messages);
    }

    private static Message message(
            Message message, String path, Predicate<ContentPart.ImageUrl> isFetched, FileFetch fetch) {
        if (!(message.content() instanceof MessageContent.Parts(List<ContentPart> parts))) {
            return message;
        }
        List<ContentPart> inlined = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            inlined.add(part(parts.get(i), path + "[" + i + "].image_url.url", isFetched, fetch));
        }
        return new Message(
                message.role(),
                new MessageContent.Parts(inlined),
                message.name(),
                message.toolCalls(),
                message.toolCallId(),
                message.extra());
    }

    private static ContentPart part(
            ContentPart part, String field, Predicate<ContentPart.ImageUrl> isFetched, FileFetch fetch) {
        return switch (part) {
            case ContentPart.Image image
            when isFetched.test(image.imageUrl()) -> {
                ContentPart.ImageUrl url = image.imageUrl();
                String file = fetch.dataUri(url.url().strip(), field);
                yield new ContentPart.Image(
                        image.type(), new ContentPart.ImageUrl(file, url.detail(), url.extra()), image.extra());
            }
            case ContentPart.Image image -> image;
            case ContentPart.Text text -> text;
            // OpenAI's schema takes a file's bytes or its id, and no URL.
            case ContentPart.File file -> file;
            case ContentPart.Other other -> other;
        };
    }

    /** Addresses of other kinds, such as {@code gs:}, are for the provider to understand or refuse. */
    private static boolean isRemote(ContentPart.ImageUrl image) {
        String url =
                image == null || image.url() == null ? "" : image.url().strip().toLowerCase(Locale.ROOT);
        return url.startsWith("http:") || url.startsWith("https:");
    }

    private static Set<String> trustedHosts(GatewayConfig.Files config) {
        return config.trustedHosts().orElse(Set.of()).stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    @PreDestroy
    void close() throws IOException {
        client.close();
    }
}
