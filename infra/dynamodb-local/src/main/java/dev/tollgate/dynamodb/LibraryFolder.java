package dev.tollgate.dynamodb;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the libraries of DynamoDB Local. A build has them; a release downloads them, because nobody may pass them on. */
final class LibraryFolder {
    /** In a release, next to the folders of the server's own libraries. */
    private static final String LIST = "dynamodb-local.txt";

    private LibraryFolder() {}

    /**
     * Returns the folder, after a download if need be.
     *
     * @throws IllegalStateException if they are nowhere, or cannot be downloaded
     */
    static Path find() {
        String configured = System.getProperty("dev.tollgate.dynamodb-local.lib");
        String root = System.getProperty("dev.tollgate.root", "");
        Path built = configured == null
                ? Path.of(root, "infra", "dynamodb-local", "target", "lib").toAbsolutePath()
                : Path.of(configured).toAbsolutePath();
        if (Files.isDirectory(built)) {
            return built;
        }
        Path list = list(ownClasses());
        if (configured == null && list != null) {
            return LibraryDownload.of(list, System.getenv())
                    .into(cache(System.getenv(), System.getProperty("user.home")));
        }
        throw new IllegalStateException("DynamoDB Local is not in " + built
                + ". Start one yourself and set TOLLGATE_DYNAMODB_ENDPOINT to its address,"
                + " or build the module infra/dynamodb-local.");
    }

    /** Returns where the classes of this module are: a folder or a jar. */
    static Path ownClasses() {
        try {
            return Path.of(DynamoDbLocalMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("the location of a class is a URI", impossible);
        }
    }

    /** Returns the list of a release, whose libraries are in {@code lib/main}. */
    static @Nullable Path list(Path ownClasses) {
        Path list = ownClasses.resolveSibling("../../" + LIST).normalize();
        return Files.isRegularFile(list) ? list : null;
    }

    /** Returns the folder that keeps downloads of the user, as the XDG specification names it. */
    static Path cache(Map<String, String> environment, String home) {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        return (cache.isBlank() ? Path.of(home, ".cache") : Path.of(cache)).resolve("tollgate");
    }
}
