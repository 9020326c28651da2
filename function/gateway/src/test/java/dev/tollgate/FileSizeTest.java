package dev.tollgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A file of more than 300 lines does more than one thing. */
final class FileSizeTest {
    private static final int MOST_LINES = 300;

    @Test
    void noJavaFileIsLongerThan300Lines() throws IOException {
        List<Path> files = SourceFiles.all();
        List<String> tooLong = new ArrayList<>();
        for (Path file : files) {
            int lines = Files.readAllLines(file).size();
            if (lines > MOST_LINES) {
                tooLong.add(file + " has " + lines + " lines");
            }
        }
        assertThat(files).hasSizeGreaterThan(100);
        assertThat(tooLong).isEmpty();
    }
}
