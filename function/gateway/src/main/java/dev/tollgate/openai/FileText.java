package dev.tollgate.openai;

import dev.tollgate.parse.DataUri;
import dev.tollgate.parse.FileType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Edits the text in a file. What counts is its bytes, as its sender may give it any media type: a text in UTF-8 is edited, one in
 * another charset cannot be read, and all else has no text to read.
 */
final class FileText {
    private static final String PDF = "application/pdf";

    /** In bytes: fewer than these, of which nobody says what they are, may as well be an id. */
    private static final int LEAST_UNNAMED = 64;

    private FileText() {}

    /**
     * The file to send in place of this one; the same array if nothing has changed.
     *
     * @param mediaType as its sender says; empty if that is nothing
     */
    static byte[] edited(TextPath path, byte[] file, String mediaType, ChangeCounter editor) {
        Optional<String> text = text(file);
        if (text.isEmpty()) {
            if (DataUri.isText(mediaType) || isInAnotherCharset(file, mediaType)) {
                editor.hidden(path);
            }
            return file;
        }
        if (FileType.of(file).filter(PDF::equals).isPresent()) {
            return mediaType.equals(PDF) ? file : unaltered(path, file, text.get(), editor);
        }
        return text.get().indexOf('\0') < 0
                ? altered(path, file, text.get(), editor)
                : unaltered(path, file, text.get(), editor);
    }

    /** The same for bytes that may be anything, such as a signature: only a whole text is edited. */
    static byte[] editedIfText(TextPath path, byte[] bytes, ChangeCounter editor) {
        return text(bytes)
                .filter(text -> text.indexOf('\0') < 0)
                .map(text -> altered(path, bytes, text, editor))
                .orElse(bytes);
    }

    private static byte[] altered(TextPath path, byte[] file, String text, ChangeCounter editor) {
        String edited = EncodedText.prose(path, text, editor);
        return edited.equals(text) ? file : edited.getBytes(StandardCharsets.UTF_8);
    }

    /** PDF files and archives of texts count their bytes. Archives have zeros between texts, and UTF-16 has them in each letter. */
    private static byte[] unaltered(TextPath path, byte[] file, String text, ChangeCounter editor) {
        editor.fixed(path, text.replace('\0', ' '));
        editor.fixed(path, text.replace("\0", ""));
        return file;
    }

    /** The text that these bytes are in UTF-8; empty if they are none. */
    static Optional<String> text(byte[] file) {
        return decoded(file, StandardCharsets.UTF_8);
    }

    private static Optional<String> decoded(byte[] file, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(file)).toString());
        } catch (CharacterCodingException anotherCharset) {
            return Optional.empty();
        }
    }

    /** Whether it has no control characters, which all files but texts have, or begins as UTF-16 does. */
    private static boolean isInAnotherCharset(byte[] file, String mediaType) {
        boolean maybe = !mediaType.isEmpty() || file.length >= LEAST_UNNAMED;
        return maybe && FileType.of(file).isEmpty() && (isUtf16(file) || !hasControls(file));
    }

    /** A recording may begin with these two bytes, but what follows is no text. */
    private static boolean isUtf16(byte[] file) {
        boolean marked = file.length >= 2
                && ((file[0] == (byte) 0xFF && file[1] == (byte) 0xFE)
                        || (file[0] == (byte) 0xFE && file[1] == (byte) 0xFF));
        return marked
                && decoded(file, StandardCharsets.UTF_16)
                        .filter(text -> text.chars().noneMatch(FileText::isNoText))
                        .isPresent();
    }

    private static boolean isNoText(int character) {
        return (Character.isISOControl(character) && !Character.isWhitespace(character))
                || Character.getType(character) == Character.UNASSIGNED;
    }

    private static boolean hasControls(byte[] file) {
        for (byte character : file) {
            boolean isControl = character >= 0 && character < ' ';
            if (isControl && !Character.isWhitespace(character)) {
                return true;
            }
        }
        return false;
    }
}
