package dev.tollgate.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a file that a command names, or standard input. */
final class TextFile {
    private static final Path STANDARD_INPUT = Path.of("-");

    private TextFile() {}

    /** Throws {@link CommandException} if the file cannot be read, or is no text. */
    static String read(Path file) {
        try {
            byte[] bytes = isStandardInput(file) ? System.in.readAllBytes() : Files.readAllBytes(file);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (NoSuchFileException missing) {
            throw new CommandException(file + ": there is no such file", missing);
        } catch (CharacterCodingException wrong) {
            throw new CommandException(file + ": not UTF-8 text", wrong);
        } catch (IOException failure) {
            throw new CommandException(file + ": cannot be read: " + failure.getMessage(), failure);
        }
    }

    static boolean isStandardInput(Path file) {
        return file.equals(STANDARD_INPUT);
    }
}
