package dev.tollgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each package of main code says what may be absent: only then does the build check it. */
final class NullMarkedTest {

    @Test
    void everyPackageIsNullMarked() throws IOException {
        Set<Path> packages = SourceFiles.below("src/main/java", ".java").stream()
                .map(Path::getParent)
                .collect(Collectors.toSet());
        assertThat(packages).hasSizeGreaterThan(20).allSatisfy(folder -> assertThat(
                        Files.readString(folder.resolve("package-info.java")))
                .as(folder.toString())
                .contains("@NullMarked"));
    }
}
