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
 * Fetches the files that a request names by URL and puts them into it, for providers that accept only bytes.
 * docs/security.md describes which files the gateway fetches, and from where. The bean is created on first use: its HTTP
 * client reads the trusted authorities, which would delay a cold start.
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

    /** For tests, which resolve names of their own. */
    RemoteFiles(GatewayConfig.Files config, Clock clock, FileClient client) {
        this.config = config;
        this.clock = clock;
        this.trustedHosts = trustedHosts(config);
        this.client = client;
    }

    /**
     * Replaces each {@code http} and {@code https} URL of an image by a data URI.
     *
     * @param readByProvider the URLs that the provider reads itself, which stay
     * @param fetched the files that earlier attempts of the call fetched; this method adds the new ones
     * @param deadline the deadline of the call, which may be earlier than the timeout for files
     * @throws dev.tollgate.openai.GatewayException {@code INVALID_VALUE} that names the field
     */
    public ChatRequest inline(
            ChatRequest request, Predicate<String> readByProvider, FetchedFiles fetched, Instant deadline) {
        Instant timeoutEnds = clock.instant().plus(config.timeout());
        FileFetch fetch = new FileFetch(
                config, trustedHosts, client, fetched, clock, timeoutEnds.isBefore(deadline) ? timeoutEnds : deadline);
        Predicate<ContentPart.ImageUrl> isFetched =
                image -> isRemote(image) && !readByProvider.test(image.url().strip());
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
            // OpenAI's schema accepts a file's bytes or its id, but no URL.
            case ContentPart.File file -> file;
            case ContentPart.Other other -> other;
        };
    }

    /** The provider itself accepts or rejects URLs with other schemes, such as {@code gs:}. */
    private static boolean isRemote(ContentPart.ImageUrl image) {
        String url = image.url().strip().toLowerCase(Locale.ROOT);
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
