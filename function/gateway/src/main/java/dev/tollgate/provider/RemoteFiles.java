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
     * Replaces each of these URLs by a data URI.
     *
     * @param urls the URLs to fetch; all others stay
     * @param fetched the files that earlier attempts of the call fetched; this method adds the new ones
     * @param deadline the deadline of the call, which may be earlier than the timeout for files
     * @throws dev.tollgate.openai.GatewayException {@code INVALID_VALUE} that names the field
     */
    public ChatRequest inline(ChatRequest request, FileUrls urls, FetchedFiles fetched, Instant deadline) {
        Instant timeoutEnds = clock.instant().plus(config.timeout());
        FileFetch fetch = new FileFetch(
                config, trustedHosts, client, fetched, clock, timeoutEnds.isBefore(deadline) ? timeoutEnds : deadline);
        List<Message> messages = new ArrayList<>(request.messages().size());
        for (int i = 0; i < request.messages().size(); i++) {
            messages.add(message(request.messages().get(i), "messages[" + i + "].content", urls, fetch));
        }
        return request.withMessages(messages);
    }

    private static Message message(Message message, String path, FileUrls urls, FileFetch fetch) {
        if (!(message.content() instanceof MessageContent.Parts(List<ContentPart> parts))) {
            return message;
        }
        List<ContentPart> inlined = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            inlined.add(part(parts.get(i), path + "[" + i + "]", urls, fetch));
        }
        return new Message(
                message.role(),
                new MessageContent.Parts(inlined),
                message.name(),
                message.toolCalls(),
                message.toolCallId(),
                message.extra());
    }

    private static ContentPart part(ContentPart part, String path, FileUrls urls, FileFetch fetch) {
        return switch (part) {
            case ContentPart.Image image
            when urls.isFetched(image.imageUrl()) -> {
                ContentPart.ImageUrl url = image.imageUrl();
                String file = fetch.dataUri(url.url().strip(), path + ".image_url.url");
                yield new ContentPart.Image(
                        image.type(), new ContentPart.ImageUrl(file, url.detail(), url.extra()), image.extra());
            }
            case ContentPart.File(String type, ContentPart.FileSource source, var extra)
            when source.fileData() != null && urls.isFetched(source) -> {
                String file = fetch.dataUri(source.fileData().strip(), path + ".file.file_data");
                yield new ContentPart.File(
                        type,
                        new ContentPart.FileSource(file, source.fileId(), source.filename(), source.extra()),
                        extra);
            }
            case ContentPart.Image _, ContentPart.Text _, ContentPart.File _, ContentPart.Other _ -> part;
        };
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
