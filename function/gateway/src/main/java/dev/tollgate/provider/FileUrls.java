package dev.tollgate.provider;

import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.MessageContent;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which URLs of a request the gateway fetches: those of the web that the provider does not read itself.
 *
 * @param imagesRead the URLs of images that the provider reads
 * @param documentsRead the URLs of documents that it reads
 */
public record FileUrls(Predicate<String> imagesRead, Predicate<String> documentsRead) {

    /** The URLs that the gateway fetches for this provider. */
    public static FileUrls of(ChatAdapter adapter) {
        return new FileUrls(adapter::readsUrl, adapter::readsDocumentUrl);
    }

    /** Whether the request has such a URL. */
    public boolean areIn(ChatRequest request) {
        return request.messages().stream().anyMatch(this::areIn);
    }

    private boolean areIn(Message message) {
        return message.content() instanceof MessageContent.Parts(List<ContentPart> parts)
                && parts.stream().anyMatch(this::isIn);
    }

    private boolean isIn(ContentPart part) {
        return switch (part) {
            case ContentPart.Image image -> isFetched(image.imageUrl());
            case ContentPart.File file -> isFetched(file.file());
            case ContentPart.Text _, ContentPart.Other _ -> false;
        };
    }

    boolean isFetched(ContentPart.ImageUrl image) {
        return isRemote(image.url()) && !imagesRead.test(image.url().strip());
    }

    boolean isFetched(ContentPart.FileSource file) {
        String data = file.fileData();
        return data != null && isRemote(data) && !documentsRead.test(data.strip());
    }

    /** The provider itself accepts or rejects URLs with other schemes, such as {@code gs:}. */
    private static boolean isRemote(String url) {
        String stripped = url.strip();
        return stripped.regionMatches(true, 0, "http:", 0, 5) || stripped.regionMatches(true, 0, "https:", 0, 6);
    }
}
