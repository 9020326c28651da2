package dev.tollgate.cli.connect;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** A tool's file, which is changed as a whole or not at all, and of which the user keeps what it was. */
public record SettingsFile(Path path) {

    /** Its text; empty if there is no such file. */
    public String read() throws IOException {
        return Files.exists(path) ? Files.readString(path) : "";
    }

    /**
     * Replaces the text.
     *
     * @return the copy of what it was; empty if the file is new
     */
    public Optional<Path> write(String text) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Optional<Path> backup = Files.exists(path) ? Optional.of(freeName()) : Optional.empty();
        if (backup.isPresent()) {
            Files.copy(path, backup.get(), StandardCopyOption.COPY_ATTRIBUTES);
        }
        Path written = Files.createTempFile(path.toAbsolutePath().getParent(), ".tollgate", ".tmp");
        Files.writeString(written, text);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            // It may hold a key.
            Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-------"));
        }
        Files.move(written, path, StandardCopyOption.REPLACE_EXISTING);
        return backup;
    }

    private Path freeName() {
        int number = 0;
        Path name;
        do {
            name = path.resolveSibling(path.getFileName() + ".bak" + (number == 0 ? "" : "." + number));
            number++;
        } while (Files.exists(name));
        return name;
    }
}
