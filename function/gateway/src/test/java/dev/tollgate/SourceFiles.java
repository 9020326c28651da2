package dev.tollgate;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files of all modules, without what was built or fetched. */
final class SourceFiles {
    private static final Path ROOT = Path.of(System.getProperty("dev.tollgate.root"));
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git");

    private SourceFiles() {}

    /** The Java sources of all modules, tests included. */
    static List<Path> all() throws IOException {
        return below("", ".java");
    }

    /** Those in any folder whose path has this part, and whose name ends so. */
    static List<Path> below(String part, String... endings) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean skipped = !folder.equals(ROOT)
                        && NOT_OURS.contains(folder.getFileName().toString());
                return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String path = ROOT.relativize(file).toString();
                if (path.contains(part) && Stream.of(endings).anyMatch(path::endsWith)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }
}
