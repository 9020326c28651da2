package dev.tollgate.openai;

import dev.tollgate.parse.CharacterForms;
import dev.tollgate.parse.DataUri;
import dev.tollgate.parse.ReadableText;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Edits text that may have text inside it, in another form: JSON with escapes, or a file in a {@code data:} URI. */
final class EncodedText {
    /** A shorter text is inspected whatever it looks like. */
    private static final int LEAST_BINARY = 256;

    private static final int MOST_PADDING = 2;
    /** Of one or more characters in an address. */
    private static final Pattern PERCENT = Pattern.compile("(?:%[0-9a-fA-F]{2})++");

    private EncodedText() {}

    /** Edits prose. If all of it is escaped JSON, it is read as such. */
    static String prose(TextPath path, String text, ChangeCounter editor) {
        return mayBeEscapedJson(text) ? JsonTexts.document(path, text, editor) : unescaped(path, text, editor);
    }

    /** Edits text whose characters may be written in other forms, as in JSON or HTML. Those stay unless they hide a value. */
    static String unescaped(TextPath path, String text, ChangeCounter editor) {
        String edited = editor.text(path, text);
        return CharacterForms.mayBeIn(edited) ? editor.text(path, ReadableText.of(edited)) : edited;
    }

    private static String characters(MatchResult escaped) {
        return Matcher.quoteReplacement(URLDecoder.decode(escaped.group(), StandardCharsets.UTF_8));
    }

    /** Edits what names a file: the file itself in a {@code data:} URI, or its address, which nothing can take the place of. */
    static String reference(TextPath path, String text, ChangeCounter editor) {
        if (startsWith(text, "data:")) {
            return dataUri(path, text, editor);
        }
        if (startsWith(text, "http://") || startsWith(text, "https://")) {
            editor.fixed(path, PERCENT.matcher(text).replaceAll(EncodedText::characters));
            return text;
        }
        return isBinary(text) ? text : editor.text(path, text);
    }

    /** Escapes hide characters from anyone who looks at the text as it is. */
    private static boolean mayBeEscapedJson(String text) {
        if (text.indexOf('\\') < 0) {
            return false;
        }
        String document = text.stripLeading();
        return document.startsWith("{") || document.startsWith("[");
    }

    private static boolean startsWith(String text, String scheme) {
        return text.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    /** Files that are text are edited, whatever their media type; those that are not have no text to read. */
    private static String dataUri(TextPath path, String uri, ChangeCounter editor) {
        Optional<DataUri> file = DataUri.parse(uri);
        Optional<String> text = file.flatMap(EncodedText::text);
        if (text.isEmpty()) {
            if (file.isEmpty() || DataUri.isText(file.get().mediaType())) {
                editor.hidden(path);
            }
            return uri;
        }
        String edited = prose(path, text.get(), editor);
        return edited.equals(text.get())
                ? uri
                : DataUri.of(file.get().mediaType(), edited.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty if it has none that may be altered: a PDF file counts its bytes. */
    private static Optional<String> text(DataUri file) {
        return file.actualType().equals("application/pdf") ? Optional.empty() : decoded(file.base64());
    }

    /** Edits a file as it is sent in a form. Recordings and images have no text to read. */
    static byte[] file(TextPath path, byte[] content, @Nullable String contentType, ChangeCounter editor) {
        Optional<String> text = decoded(content);
        if (text.isEmpty()) {
            if (contentType != null && DataUri.isText(contentType)) {
                editor.hidden(path);
            }
            return content;
        }
        String edited = prose(path, text.get(), editor);
        return edited.equals(text.get()) ? content : edited.getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<String> decoded(String base64) {
        return decoded(Base64.getDecoder().decode(base64));
    }

    /** Empty if it is no text in UTF-8. Archives of texts have zeros between them, and may not be altered. */
    private static Optional<String> decoded(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString())
                    .filter(text -> text.indexOf('\0') < 0);
        } catch (CharacterCodingException anotherCharset) {
            return Optional.empty();
        }
    }

    /**
     * Whether a text is the Base64 of something: sound, a signature, an encrypted thought. It has no text to read. A file of settings
     * has the same characters, but in lines, and {@code =} inside them.
     */
    static boolean isBinary(String text) {
        if (text.length() < LEAST_BINARY) {
            return false;
        }
        boolean upper = false;
        boolean lower = false;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            upper |= character >= 'A' && character <= 'Z';
            lower |= character >= 'a' && character <= 'z';
            if (!isBase64(character) && !(character == '=' && i >= text.length() - MOST_PADDING)) {
                return false;
            }
        }
        return upper && lower;
    }

    private static boolean isBase64(char character) {
        return (character >= 'A' && character <= 'Z')
                || (character >= 'a' && character <= 'z')
                || (character >= '0' && character <= '9')
                || "+/-_".indexOf(character) >= 0;
    }
}
