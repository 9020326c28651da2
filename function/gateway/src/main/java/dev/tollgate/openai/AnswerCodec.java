package dev.tollgate.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Complete answers as bytes, to be kept and read again. Embeddings are kept in Base64, which is a third as long. */
public final class AnswerCodec {
    private static final ObjectWriter WRITER = JsonCodec.mapper().writer();
    private static final ObjectReader CHAT = JsonCodec.mapper().readerFor(ChatCompletion.class);
    private static final ObjectReader EMBEDDINGS = JsonCodec.mapper().readerFor(EmbeddingList.class);

    private AnswerCodec() {}

    /** The bytes of a chat's answer. */
    public static byte[] write(ChatCompletion completion) {
        return bytes(completion);
    }

    /** The bytes of embeddings. */
    public static byte[] write(EmbeddingList embeddings) {
        return bytes(embeddings.as(EmbeddingFormat.BASE64));
    }

    /** The chat's answer in these bytes. Throws {@link UncheckedIOException} if it is none. */
    public static ChatCompletion chat(byte[] bytes) {
        return read(bytes, CHAT, ChatCompletion.class);
    }

    /** The embeddings in these bytes. Throws {@link UncheckedIOException} if they are none. */
    public static EmbeddingList embeddings(byte[] bytes) {
        return read(bytes, EMBEDDINGS, EmbeddingList.class);
    }

    private static byte[] bytes(Object answer) {
        try {
            return WRITER.writeValueAsBytes(answer);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("an answer is JSON", impossible);
        }
    }

    private static <T> T read(byte[] bytes, ObjectReader reader, Class<T> type) {
        try {
            return reader.readValue(bytes, type);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the stored answer cannot be read", unreadable);
        }
    }
}
